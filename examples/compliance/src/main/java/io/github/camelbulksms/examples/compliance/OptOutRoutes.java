package io.github.camelbulksms.examples.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.spi.SuppressionList;
import java.io.InputStream;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** The ways in which people say that they want no messages any more. */
public class OptOutRoutes extends RouteBuilder {

    private static final Set<String> STOP = Set.of("STOP", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");
    private static final JsonMapper JSON = new JsonMapper();

    private final SuppressionList.Writable optOuts;

    public OptOutRoutes(SuppressionList.Writable optOuts) {
        this.optOuts = optOuts;
    }

    // tag::routes[]
    @Override
    public void configure() {
        // numbers that came by mail and telephone, one on each line
        from("file:{{folder}}/opt-outs?readLock=changed&move=done&moveFailed=failed")
                .routeId("opt-outs")
                .split(body().tokenize("\n"))
                .stopOnException()
                .filter(body().not().isEqualTo(""))
                .process(exchange -> optOuts.suppress(exchange.getMessage().getBody(String.class)));

        // what people write back
        from("platform-http:/replies?httpMethodRestrict=POST")
                .routeId("replies")
                .process(this::reply);

        // what their carriers say of them: 510 enters the list by itself
        from("webhook:bulksms:reports?webhookPath=/reports")
                .routeId("reports")
                .log(LoggingLevel.DEBUG, "${header.CamelBulkSmsReferenceId}: ${header.CamelBulkSmsStatusMeaning}");
    }

    private void reply(Exchange exchange) throws Exception {
        JsonNode reply = JSON.readTree(exchange.getMessage().getBody(InputStream.class));
        String text = reply.path("text").asText().strip().toUpperCase();
        if (STOP.contains(text)) {
            optOuts.suppress(reply.path("from").asText());
        } else if (text.equals("START")) {
            optOuts.unsuppress(reply.path("from").asText());
        }
        exchange.getMessage().setBody("");
    }
    // end::routes[]
}
