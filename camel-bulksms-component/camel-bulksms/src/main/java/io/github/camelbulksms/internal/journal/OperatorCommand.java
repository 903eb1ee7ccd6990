package io.github.camelbulksms.internal.journal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operator may type: the name of an operation, the same in a shell, in JMX and in {@code Campaigns}, and its arguments.
 *
 * @param arguments names of a campaign, of a run, as they are
 */
public record OperatorCommand(String operation, List<String> arguments) {

    private static final Pattern PLAIN = Pattern.compile("[\\w.:,@%+=/-]+");

    public static OperatorCommand of(String operation, String... arguments) {
        return new OperatorCommand(operation, List.of(arguments));
    }

    /** As a shell takes it. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(operation), arguments.stream().map(OperatorCommand::quoted))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
