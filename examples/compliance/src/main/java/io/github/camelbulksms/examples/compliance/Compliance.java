package io.github.camelbulksms.examples.compliance;

import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.JdbcSuppressionList;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.apache.camel.main.Main;

/** Camel with all routes of this example. */
public final class Compliance {

    private Compliance() {}

    /**
     * @param folder in which the folders of lists are
     * @param journal also the database of the opt-outs
     */
    public static Main camel(Path folder, DataSource journal, InstantSource clock) {
        JdbcSuppressionList optOuts = new JdbcSuppressionList(journal);
        Main main = new Main();
        main.bind("journal", journal);
        main.bind("optOuts", optOuts);
        main.addInitialProperty("folder", folder.toString());
        main.configure().addRoutesBuilder(new OptOutRoutes(optOuts));
        main.configure().addRoutesBuilder(new CampaignRoutes());
        main.configure()
                .addRoutesBuilder(new RetryRoutes(
                        new Retries(new Campaigns(journal), "spring-sale", folder.resolve("retries"), clock)));
        return main;
    }
}
