package io.github.camelbulksms.examples.quarkus;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts a sandbox, and points the application at it and at an empty folder. */
public class SandboxResource implements QuarkusTestResourceLifecycleManager {

    private BulkSmsSandbox sandbox;

    @Override
    public Map<String, String> start() {
        sandbox = BulkSmsSandbox.start();
        return Map.of(
                "camel.component.bulksms.base-url", sandbox.baseUrl(),
                "TELESIGN_CUSTOMER_ID", sandbox.customerId(),
                "TELESIGN_API_KEY", sandbox.apiKey(),
                "campaigns.folder", newFolder().toString());
    }

    @Override
    public void inject(Object test) {
        ((ApplicationTest) test).sandbox = sandbox;
    }

    @Override
    public void stop() {
        sandbox.close();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "campaigns").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
