package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.DryRunJournal;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.provider.ProviderClient;
import io.github.camelbulksms.internal.report.ReportSignature;
import io.github.camelbulksms.internal.run.SendContext;
import io.github.camelbulksms.spi.RateLimiter;
import io.github.camelbulksms.spi.SuppressionList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.SynchronousDelegateProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Send the same SMS to many recipients, and learn for each what happened. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "bulksms",
        title = "Bulk SMS",
        syntax = "bulksms:campaign",
        category = {Category.MESSAGING, Category.MOBILE},
        headersClass = BulkSmsConstants.class)
public class BulkSmsEndpoint extends DefaultEndpoint
        implements AsyncEndpoint, EndpointServiceLocation, WebhookCapableEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(BulkSmsEndpoint.class);

    @UriPath(description = "What is being sent, for instance spring-sale.")
    @Metadata(required = true)
    private String campaign;

    @UriParam
    private BulkSmsConfiguration configuration;

    private CoreSettings settings;
    private WebhookConfiguration webhook;

    @UriParam(
            label = "consumer,security",
            defaultValue = "true",
            description =
                    "Whether only delivery reports with the provider's signature are accepted. Without it any client that"
                            + " reaches the webhook can forge them.")
    private boolean verifyReports = true;

    public BulkSmsEndpoint(String uri, BulkSmsComponent component, BulkSmsConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
        settings = new CoreSettings(configuration);
    }

    @Override
    public Producer createProducer() {
        settings.validate();
        Producer producer = new BulkSmsProducer(this);
        return configuration.isSynchronous() ? new SynchronousDelegateProducer(producer) : producer;
    }

    /**
     * The way to the provider.
     *
     * @param requests of the producer, which may give them up
     */
    SendContext sendContext(RequestsInFlight requests) {
        if (configuration.isDryRun()) {
            return new SendContext(
                    ProviderApi.DRY_RUN,
                    RateLimiter.NONE,
                    getComponent().threads().permits(),
                    journal(),
                    getComponent().metrics(),
                    settings.compliance(getComponent().getClock()));
        }
        ProviderApi client = new ProviderClient(
                settings::credentials, getComponent().connections().transportTo(configuration.getBaseUrl(), requests));
        return new SendContext(
                getComponent().watched(configuration.getCustomerId(), client),
                getComponent().rateLimiter(configuration),
                getComponent().threads().permits(),
                journal(),
                getComponent().metrics(),
                settings.compliance(getComponent().getClock()));
    }

    /** Where runs are remembered; a dry run is not. */
    Journal journal() {
        Journal journal = getComponent().journals().journal();
        return configuration.isDryRun() ? new DryRunJournal(journal) : journal;
    }

    BulkSmsBinding binding() {
        return new BulkSmsBinding(campaign, configuration);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException(
                "bulksms:" + campaign + " cannot be consumed from: expected to(\"bulksms:…\"), or"
                        + " from(\"webhook:bulksms:…\") for delivery reports");
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        Supplier<ReportSignature> signature = null;
        if (verifyReports) {
            // refuses an unusable key at once, and reads it anew for each report
            settings.reportSignature();
            signature = settings::reportSignature;
        } else {
            LOG.warn("bulksms:{} accepts unsigned delivery reports from any sender (verifyReports=false)", campaign);
        }
        if (webhook != null) {
            UnreadRequests.configure(getCamelContext(), webhook);
        }
        return new DeliveryReportProcessor(
                signature,
                getComponent().reports().counting(getComponent().journals().reportLog()),
                optOuts(),
                next);
    }

    /** Null where opt-outs cannot be entered. */
    private OptOuts optOuts() {
        if (!(configuration.getSuppressionList() instanceof SuppressionList.Writable list)) {
            return null;
        }
        if (getComponent().getDataSource() == null) {
            LOG.warn(
                    "bulksms:{}: recipients who have opted out (510) are not entered into the suppressionList, as the journal is"
                            + " in memory and cannot find the recipient of a report: expected the component option dataSource",
                    campaign);
            return null;
        }
        return new OptOuts(list, getComponent().campaigns());
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration webhook) {
        // path and port are the webhook component's business
        this.webhook = webhook;
    }

    @Override
    public void registerWebhook() {
        // the address is entered in the provider's portal, once, by hand
    }

    @Override
    public void unregisterWebhook() {
        // likewise
    }

    @Override
    public BulkSmsComponent getComponent() {
        return (BulkSmsComponent) super.getComponent();
    }

    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "http";
    }

    public boolean isVerifyReports() {
        return verifyReports;
    }

    public void setVerifyReports(boolean verifyReports) {
        this.verifyReports = verifyReports;
    }

    public String getCampaign() {
        return campaign;
    }

    public void setCampaign(String campaign) {
        this.campaign = campaign;
    }

    public BulkSmsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(BulkSmsConfiguration configuration) {
        this.configuration = configuration;
        settings = new CoreSettings(configuration);
    }
}
