package io.github.camelbulksms;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What {@link SpoolKillIT} runs: a list with invalid lines enough to be spooled to a file, and a request that the process does not
 * survive. Without the URL of a sandbox it starts and ends.
 */
final class SpoolProgram {

    /** Stands in each of the invalid lines. */
    static final String NUMBER = "canary+381601234567";

    private SpoolProgram() {}

    public static void main(String[] args) {
        DefaultCamelContext context = new DefaultCamelContext();
        BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
        component.getConfiguration().setMaxInvalid("100%");
        component.setHttpClientConfigurer(client -> client.addRequestInterceptorFirst(
                (request, entity, http) -> Runtime.getRuntime().halt(9)));
        context.start();
        for (String baseUrl : args) {
            send(context, baseUrl);
        }
        System.exit(0);
    }

    private static void send(DefaultCamelContext context, String baseUrl) {
        String list = IntStream.range(0, 20_000)
                .mapToObj(i -> NUMBER + "-" + i)
                .collect(Collectors.joining("\n", "381601234567\n", "\n381601234568"));
        context.createProducerTemplate()
                .requestBody(
                        "bulksms:sale?template=Hello&batchSize=2&customerId=sandbox&apiKey=a2V5&baseUrl=" + baseUrl,
                        list);
    }
}
