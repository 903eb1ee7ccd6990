package io.github.camelbulksms.examples.file;

import io.github.camelbulksms.BulkSmsException;
import io.github.camelbulksms.model.BulkSmsResult;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** The routes of {@code routes/campaign.yaml} and {@code routes/campaign.xml}, in Java. */
public class CampaignRoute extends RouteBuilder {

    @Override
    public void configure() {
        onException(BulkSmsException.class)
                .logExhausted(false)
                .setBody(exchangeProperty("CamelBulkSmsResult"))
                .to("direct:result");

        from("file:{{campaign.folder}}?antInclude=*.csv&readLock=changed&move=done&moveFailed=failed")
                .routeId("campaign")
                // tag::send[]
                .to("bulksms:spring-sale?template=RAW({{campaign.text}})"
                        + "&ucid=LEAD&batchSize=100&concurrentRequests=2&defaultRegion=RS")
                // end::send[]
                .to("direct:result");

        from("direct:result")
                .routeId("result")
                .bean("summary")
                .filter(header("CamelBulkSmsInvalid").isGreaterThan(0))
                .transform()
                .body(BulkSmsResult.class, BulkSmsResult::invalidLines)
                .to("file:{{campaign.rejects}}?fileName=${file:onlyname}");

        from("webhook:bulksms:reports?webhookPath=/bulksms/reports")
                .routeId("reports")
                .filter(simple("${header.CamelBulkSmsFinal} == true && ${header.CamelBulkSmsDelivered} == false"))
                .log(LoggingLevel.DEBUG, "${header.CamelBulkSmsReferenceId}: ${header.CamelBulkSmsStatusMeaning}");
    }
}
