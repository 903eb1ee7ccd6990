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

    LogLines() {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
        start();
        LoggerContext.getContext(false).getConfiguration().getRootLogger().addAppender(this, Level.WARN, null);
        LoggerContext.getContext(false).updateLoggers();
    }

    @Override
    public void append(LogEvent event) {
        if (event.getLevel() == Level.WARN) {
            warnings.add(event.getMessage().getFormattedMessage());
        }
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
