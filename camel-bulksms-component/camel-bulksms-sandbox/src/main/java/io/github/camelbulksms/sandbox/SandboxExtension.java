package io.github.camelbulksms.sandbox;

import java.time.Duration;
import java.util.List;
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
 * // send to PROVIDER.sandbox().baseUrl(), and then
 * PROVIDER.awaitDelivered(2, Duration.ofSeconds(10));
 * PROVIDER.assertAccepted("442079460000", "442079460001");
 * }</pre>
 *
 * Not thread-safe, but for the sandbox itself.
 */
public final class SandboxExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private final SandboxBuilder settings;
    private BulkSmsSandbox sandbox;
    private boolean ofClass;

    public SandboxExtension() {
        this(BulkSmsSandbox.builder());
    }

    public SandboxExtension(SandboxBuilder settings) {
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

    /**
     * Waits until so many messages have reached a phone: their last status is 200. Where reports are asked for, the first
     * attempt to report of each has been answered by then.
     *
     * @param messages since the last reset, at least
     * @throws AssertionError when that takes longer; it says what became of the messages instead
     */
    public void awaitDelivered(long messages, Duration timeout) {
        Waiting.until(
                () -> sandbox().delivered() >= messages,
                timeout,
                () -> Difference.inDelivered(messages, timeout, sandbox()));
    }

    /**
     * Waits until so many messages have been accepted, whatever becomes of them.
     *
     * @param messages since the last reset, at least
     * @throws AssertionError when that takes longer; it says what was accepted and refused instead
     */
    public void awaitAccepted(long messages, Duration timeout) {
        Waiting.until(
                () -> sandbox().stats().messages() >= messages,
                timeout,
                () -> Difference.inAccepted(messages, timeout, sandbox()));
    }

    /**
     * Asserts that messages to exactly these recipients were accepted, in any order, one for each time that it is named.
     *
     * @param phoneNumbers digits with the country code, no {@code +}
     * @throws AssertionError that names the recipients who are missing, who should not have got a message, and who got several
     */
    public void assertAccepted(String... phoneNumbers) {
        Difference.inRecipients(List.of(phoneNumbers), sandbox().messages()).ifPresent(Difference::fail);
    }

    /**
     * Asserts that no recipient got more than one message.
     *
     * @throws AssertionError that names those who did, and their texts
     */
    public void assertNoRepeats() {
        Difference.inRepeats(sandbox().messages()).ifPresent(Difference::fail);
    }

    /**
     * Asserts the text of the last message to a recipient.
     *
     * @param phoneNumber digits with the country code, no {@code +}
     * @throws AssertionError that names the first character that differs, or the recipients of other messages
     */
    public void assertText(String phoneNumber, String text) {
        Difference.inText(phoneNumber, text, sandbox().messages()).ifPresent(Difference::fail);
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
