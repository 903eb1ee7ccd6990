package io.github.camelbulksms;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Keeps everything that is logged until it is closed, stack traces included. */
public final class LogCapture extends AbstractAppender implements AutoCloseable {

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Map<String, Level> levels;

    public LogCapture(Map<String, Level> levels) {
        super("capture", null, null, true, Property.EMPTY_ARRAY);
        this.levels = levels;
        start();
        LoggerContext.getContext(false).getConfiguration().getRootLogger().addAppender(this, Level.ALL, null);
        levels.forEach(Configurator::setLevel);
    }

    @Override
    public void append(LogEvent event) {
        StringWriter line = new StringWriter();
        line.append(event.getLevel().name())
                .append(' ')
                .append(event.getLoggerName())
                .append(' ');
        line.append(event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(line));
        }
        said.add(line.toString());
    }

    void add(String text) {
        said.add(text);
    }

    /** What was logged by loggers of such names. */
    String of(Predicate<String> logger) {
        return said.stream().filter(line -> logger.test(line.split(" ", 3)[1])).collect(Collectors.joining("\n"));
    }

    public String all() {
        return String.join("\n", said);
    }

    @Override
    public void close() {
        levels.keySet().forEach(logger -> Configurator.setLevel(logger, Level.INFO));
        LoggerContext.getContext(false).getConfiguration().getRootLogger().removeAppender(getName());
    }
}
