package io.github.camelbulksms.sandbox;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A sandbox for JUnit 5. In a static field one sandbox serves the whole class and is reset before each test; in an instance
 * field each test has its own.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SandboxExtension PROVIDER = new SandboxExtension();
 *
 * // PROVIDER.sandbox().baseUrl()
 * }</pre>
 */
public final class SandboxExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private final BulkSmsSandbox.Builder settings;
    private BulkSmsSandbox sandbox;
    private boolean ofClass;

    public SandboxExtension() {
        this(BulkSmsSandbox.builder());
    }

    public SandboxExtension(BulkSmsSandbox.Builder settings) {
        this.settings = settings;
    }

    /**
     * The running sandbox.
     *
     * @throws IllegalStateException outside of a test
     */
    public BulkSmsSandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("the sandbox runs only while a test does: is the field annotated with"
                    + " @RegisterExtension, and is it declared above the extension that asks?");
        }
        return sandbox;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ofClass = true;
        sandbox = settings.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (ofClass) {
            sandbox.reset();
        } else {
            sandbox = settings.start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!ofClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    private void stop() {
        sandbox.close();
        sandbox = null;
    }
}
