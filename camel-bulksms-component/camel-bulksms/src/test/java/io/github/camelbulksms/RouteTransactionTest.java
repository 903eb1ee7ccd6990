package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class RouteTransactionTest {

    private static final Map<String, Object> RUN = Map.of(BulkSmsConstants.RUN, "monday");

    @TempDir
    private Path folder;

    private JdbcConnectionPool database;
    private BulkSmsSandbox sandbox;
    private CamelRig rig;

    @BeforeEach
    void start() throws Exception {
        database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("journal"), "sa", "");
        sandbox = BulkSmsSandbox.start();
        rig = new CamelRig(sandbox);
        rig.component.stop();
        rig.component.setDataSource(database);
        rig.component.start();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("CREATE TABLE of_the_route (name VARCHAR(100))");
        SpringTransactionPolicy transacted = new SpringTransactionPolicy(new DataSourceTransactionManager(database));
        rig.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:transacted")
                        .policy(transacted)
                        .process(exchange -> jdbc.update("INSERT INTO of_the_route VALUES ('before')"))
                        .to("bulksms:sale?template=Hello")
                        .process(exchange -> {
                            throw new IllegalStateException("the route fails after all was sent");
                        });
            }
        });
    }

    @AfterEach
    void stop() {
        rig.close();
        sandbox.close();
        database.dispose();
    }

    @Test
    void aTransactionThatRollsBackDoesNotTakeTheJournalAlong() {
        List<String> phones = CamelRig.phones(10);

        Exchange rolledBack = rig.send("direct:transacted", phones, RUN);

        assertThat(rolledBack.getException()).hasStackTraceContaining("the route fails after all was sent");
        assertThat(new JdbcTemplate(database).queryForObject("SELECT COUNT(*) FROM of_the_route", Long.class))
                .isZero();

        Exchange again = rig.send("bulksms:sale?template=Hello", phones, RUN);
        assertThat(again.getMessage().getBody(BulkSmsResult.class).accepted()).isEqualTo(10);
        assertThat(sandbox.messages()).hasSize(10);
    }
}
