package io.github.camelbulksms.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.AccountState;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class ApplicationTest {

    BulkSmsSandbox sandbox;

    @ConfigProperty(name = "campaigns.folder")
    Path folder;

    @Inject
    DataSource journal;

    @TestHTTPResource("/q/")
    URI quarkus;

    @AfterEach
    void accountIsGood() {
        sandbox.account(AccountState.ACTIVE);
    }

    @Test
    void aListThatIsDroppedIsSentAndItsRunIsInTheJournal() throws Exception {
        int before = sandbox.messages().size();

        String result = drop("monday.csv", "phone\n060 123 4567\n+381 61 2345678\nnobody\n");

        assertThat(result).contains("read=3 accepted=2 invalid=1");
        assertThat(sandbox.messages().subList(before, sandbox.messages().size()))
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactly("381601234567", "381612345678");
        assertThat(sandbox.messages())
                .extracting(AcceptedMessage::template)
                .containsOnly("Spring sale: 20% off & free delivery until Sunday");
        assertThat(count("SELECT COUNT(*) FROM bulksms_run WHERE run = 'monday.csv' AND finished"))
                .isEqualTo(1);
    }

    @Test
    void metersOfTheComponentAreAmongThoseOfQuarkus() throws Exception {
        drop("tuesday.csv", "+381601234500\n+381601234501\n");

        assertThat(get("metrics").body())
                .containsPattern("camel_bulksms_recipients_total\\{[^}]*outcome=\"accepted\"[^}]*} [1-9]")
                .containsPattern("camel_bulksms_requests_seconds_count\\{[^}]*result=\"accepted\"[^}]*} [1-9]");
    }

    @Test
    void readinessIsDownWhileTheProviderRefusesTheAccount() throws Exception {
        drop("before.csv", "+381601234502\n");
        assertThat(get("health/ready").statusCode()).isEqualTo(200);
        assertThat(get("health/ready").body()).contains("producer:bulksms-" + sandbox.customerId());

        sandbox.account(AccountState.SUSPENDED);
        Files.writeString(folder.resolve("suspended.csv"), "+381601234503\n");
        await(folder.resolve("failed/suspended.csv"));

        assertThat(get("health/ready").statusCode()).isEqualTo(503);

        sandbox.account(AccountState.ACTIVE);
        drop("after.csv", "+381601234504\n");
        assertThat(get("health/ready").statusCode()).isEqualTo(200);
    }

    private String drop(String name, String list) throws Exception {
        Path written = Files.writeString(folder.resolve(name + ".part"), list);
        Files.move(written, folder.resolve(name));
        Path result = folder.resolve("results").resolve(name + ".txt");
        await(folder.resolve("done").resolve(name));
        return Files.readString(result);
    }

    private static void await(Path file) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(file));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(quarkus.resolve(path)).build(), BodyHandlers.ofString());
    }

    private long count(String query) throws Exception {
        try (Connection connection = journal.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
