package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.NumberCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** What {@link SmallHeapIT} runs in a process of its own: a route that sends a file in one of three forms. */
final class SmallHeapProgram {

    private SmallHeapProgram() {}

    public static void main(String[] args) throws Exception {
        String form = args[0];
        Path list = Path.of(args[1]);
        long start = System.nanoTime();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
            component.getConfiguration().setBaseUrl(args[2]);
            component.getConfiguration().setCustomerId(args[3]);
            // the numbers are invented
            component.getConfiguration().setNumberCheck(NumberCheck.shape);
            component.getConfiguration().setApiKey(args[4]);
            // tag::stream[]
            RouteBuilder routes = new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:list").streamCache("false").to("bulksms:sale?template=Hello&concurrentRequests=8");
                }
            };
            // end::stream[]
            context.addRoutes(routes);
            context.start();
            try (InputStream in = Files.newInputStream(list)) {
                Object body =
                        switch (form) {
                            case "file" -> list.toFile();
                            case "iterator" -> rows(list);
                            default -> in;
                        };
                Exchange done = context.createProducerTemplate()
                        .request("direct:list", exchange -> exchange.getIn().setBody(body));
                if (done.getException() != null) {
                    throw done.getException();
                }
                System.out.println(done.getMessage().getBody(BulkSmsResult.class));
            }
        }
        System.out.println("seconds=" + (System.nanoTime() - start) / 1_000_000_000.0);
    }

    /** Rows as a database driver hands them out, one at a time. */
    private static Iterator<Map<String, Object>> rows(Path list) throws IOException {
        return Files.lines(list)
                .map(line -> Map.<String, Object>of("PHONE_NUMBER", Long.valueOf(line), "NAME", "Joe"))
                .iterator();
    }
}
