package io.github.camelbulksms.karaf.campaign;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

// tag::bundle[]
public final class CampaignBundle extends RouteBuilder implements BundleActivator {

    private CamelContext camel;

    @Override
    public void start(BundleContext bundle) throws Exception {
        camel = new OsgiDefaultCamelContext(bundle);
        BulkSmsConfiguration account =
                camel.getComponent("bulksms", BulkSmsComponent.class).getConfiguration();
        account.setCustomerId(bundle.getProperty("bulksms.customerId"));
        account.setApiKey(bundle.getProperty("bulksms.apiKey"));
        account.setBaseUrl(bundle.getProperty("bulksms.baseUrl"));
        camel.addRoutes(this);
        camel.start();
    }

    @Override
    public void configure() {
        from("file:{{sys:karaf.base}}/campaigns")
                .to("bulksms:spring-sale?defaultRegion=RS&template=RAW(Spring sale: 20% off until Sunday)")
                .convertBodyTo(String.class)
                .to("file:{{sys:karaf.base}}/results?tempPrefix=.");
    }

    @Override
    public void stop(BundleContext bundle) {
        camel.stop();
    }
}
// end::bundle[]
