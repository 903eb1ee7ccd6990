package io.github.camelbulksms.examples.compliance;

import io.github.camelbulksms.BulkSmsException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.routepolicy.quartz.CronScheduledRoutePolicy;

/** Campaigns that know the night, the language of each recipient, and the days on which they may be sent. */
public class CampaignRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // what is left of a list is tried again at each look, and said in one line
        onException(BulkSmsException.class).logExhausted(false).log("${exception.message}");

        // tag::resume[]
        // a list that has sleepers fails, stays, and is taken up again at the next look, also after a restart
        from("file:{{folder}}/lists?readLock=changed&delay={{look}}&move=done")
                .routeId("campaign")
                .to("bulksms:spring-sale?template=RAW({{text.en}})&suppressionList=#optOuts"
                        + "&quietHours=21:00-09:00&timeZone=Europe/Belgrade");
        // end::resume[]

        // tag::languages[]
        // phone,language: a campaign for each language, whose run is named by the file
        from("file:{{folder}}/languages?readLock=changed&delay={{look}}&move=done")
                .routeId("languages")
                .setProperty("list", body())
                .split(constant("{{languages}}"))
                .stopOnException()
                .setHeader("CamelBulkSmsCampaign", simple("news-${body}"))
                .setHeader("CamelBulkSmsTemplate", simple("${properties:text.${body}}"))
                .process(new InLanguage())
                .to("bulksms:news?suppressionList=#optOuts");
        // end::languages[]

        // tag::schedule[]
        // on working days from nine to five; the rest is sent on the next day
        CronScheduledRoutePolicy office = new CronScheduledRoutePolicy();
        office.setRouteStartTime(getContext().resolvePropertyPlaceholders("{{office.opens}}"));
        office.setRouteStopTime(getContext().resolvePropertyPlaceholders("{{office.closes}}"));
        from("file:{{folder}}/reminders?readLock=changed&delay={{look}}&move=done")
                .routeId("reminders")
                .routePolicy(office)
                .autoStartup(false)
                .to("bulksms:reminders?template=RAW({{text.en}})&suppressionList=#optOuts");
        // end::schedule[]
    }
}
