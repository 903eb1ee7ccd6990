package io.github.camelbulksms.examples.compliance;

import org.apache.camel.builder.RouteBuilder;

/** A second and a third try for those whose phone, or carrier, had failed for a while. */
public class RetryRoutes extends RouteBuilder {

    private final Retries retries;

    public RetryRoutes(Retries retries) {
        this.retries = retries;
    }

    // tag::retry[]
    @Override
    public void configure() {
        // writes the lists of due recipients into the folder, each list once
        from("timer:retries?period={{look}}").routeId("retries").process(exchange -> retries.writeLists());

        // each list is a new run: its name says of which run, and the how manieth try
        from("file:{{folder}}/retries?readLock=changed&delay={{look}}&move=done&antInclude=*.csv")
                .routeId("retry")
                .to("bulksms:spring-sale?template=RAW({{text.en}})&run=${file:name.noext}"
                        + "&suppressionList=#optOuts&quietHours=21:00-09:00&timeZone=Europe/Belgrade");
    }
    // end::retry[]
}
