package io.github.camelbulksms.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A {@link ReportReceiver} in a process of its own. Says its port; then to each line how many it has taken, and the CPU so far. */
final class ReportReceiverProgram {

    static final String BARE = "bare";
    static final String ROUTE = "route";
    static final String MEMORY = "memory";

    private ReportReceiverProgram() {}

    /**
     * @param args what receives: bare, route, memory, or the URL of a journal
     */
    public static void main(String[] args) throws Exception {
        try (ReportReceiver receiver = receiver(args[0])) {
            System.out.println(receiver.port());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            Cpu start = Cpu.now();
            while (orders.readLine() != null) {
                System.out.println(receiver.taken() + " " + Cpu.now().since(start));
            }
        }
        // whatever thread of the server is still there
        System.exit(0);
    }

    private static ReportReceiver receiver(String kind) throws Exception {
        Account account = Account.benchmark("http://127.0.0.1");
        return switch (kind) {
            case BARE -> new BareReceiver(account);
            case ROUTE -> RouteReceiver.byHand(account);
            case MEMORY -> RouteReceiver.webhook(account, null);
            default -> RouteReceiver.webhook(account, new JournalUrl(kind).pool(RouteReceiver.CONNECTIONS_TO_DATABASE));
        };
    }
}
