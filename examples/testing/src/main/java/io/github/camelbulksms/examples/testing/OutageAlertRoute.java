package io.github.camelbulksms.examples.testing;

import org.apache.camel.builder.RouteBuilder;

/** Tells the people of a district that they have no water, and collects the recipients who did not get the message. */
public class OutageAlertRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:outage")
                .setHeader("CamelBulkSmsTemplate", simple("No water in ${header.district} until ${header.until}."))
                .to("bulksms:outage-alerts?defaultRegion=RS");

        from("webhook:bulksms:reports?webhookPath=/bulksms/reports")
                .filter(simple("${header.CamelBulkSmsFinal} == true && ${header.CamelBulkSmsDelivered} == false"))
                .to("{{alerts.notReached}}");
    }
}
