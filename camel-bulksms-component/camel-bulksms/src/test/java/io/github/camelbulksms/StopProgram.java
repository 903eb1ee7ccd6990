package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** What {@link StopIT} runs: sends a file once, with its journal in a database, and says how that ended. */
final class StopProgram {

    private StopProgram() {}

    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
            component.getConfiguration().setBaseUrl(args[2]);
            component.getConfiguration().setCustomerId(args[3]);
            component.getConfiguration().setApiKey(args[4]);
            component.setDataSource(DataSources.of(args[1]));
            component.setRunLease(1000);
            context.start();
            Exchange done = context.createProducerTemplate()
                    .request("bulksms:sale?template=Hello&batchSize=10&" + args[5], exchange -> exchange.getIn()
                            .setBody(Path.of(args[0]).toFile()));
            BulkSmsResult result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
            System.out.println("ended code="
                    + (result.code() == null ? "none" : result.code().label()) + " " + result);
        }
    }
}
