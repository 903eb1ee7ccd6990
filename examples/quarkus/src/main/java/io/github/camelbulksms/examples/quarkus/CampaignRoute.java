package io.github.camelbulksms.examples.quarkus;

import io.github.camelbulksms.model.BulkSmsResult;
import org.apache.camel.builder.RouteBuilder;

/** Sends each list that is dropped into a folder, and writes what came of it. Quarkus finds the class by itself. */
public class CampaignRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("file:{{campaigns.folder}}?antInclude=*.csv&move=done&moveFailed=failed")
                .to("bulksms:spring-sale")
                .process(exchange -> exchange.getMessage()
                        .setBody(exchange.getMessage().getBody(BulkSmsResult.class).toString()))
                .to("file:{{campaigns.folder}}/results?fileName=${file:onlyname}.txt");
    }
}
