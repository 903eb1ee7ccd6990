package io.github.camelbulksms.lists;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Keeps the warnings that are logged until it is closed. */
final class LogLines extends AbstractAppender implements AutoCloseable {

    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Level level;

    /** The warnings. */
    LogLines() {
        this(Level.WARN);
    }

    LogLines(Level level) {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
        this.level = level;
        start();
        LoggerContext.getContext(false).getConfiguration().getRootLogger().addAppender(this, level, null);
        LoggerContext.getContext(false).updateLoggers();
    }

    @Override
    public void append(LogEvent event) {
        if (event.getLevel() == level) {
            warnings.add(event.getMessage().getFormattedMessage());
        }
    }

    Queue<String> lines() {
        return warnings;
    }

    Queue<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        LoggerContext.getContext(false).getConfiguration().getRootLogger().removeAppender(getName());
        LoggerContext.getContext(false).updateLoggers();
        stop();
    }
}
