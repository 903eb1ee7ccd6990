package io.github.camelbulksms.examples.database;

import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;

/** What {@link PostgresRemindersTest} runs in a process of its own: the routes, until one claim is sent. */
final class SmallHeapProgram {

    private SmallHeapProgram() {}

    public static void main(String[] args) throws Exception {
        boolean sent;
        try (Database database = Database.at(args[0])) {
            Main main =
                    Reminders.main(database, new Reminders.Account(args[1], args[2], args[3]), Example.HALF_PAST_TEN);
            main.start();
            NotifyBuilder claim =
                    Reminders.claims(main.getCamelContext()).whenCompleted(1).create();
            main.getCamelContext().getRouteController().startAllRoutes();
            sent = claim.matches(4, TimeUnit.MINUTES);
            main.stop();
        }
        System.exit(sent ? 0 : 1);
    }
}
