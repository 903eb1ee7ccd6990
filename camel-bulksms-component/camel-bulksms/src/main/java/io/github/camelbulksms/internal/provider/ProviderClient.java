package io.github.camelbulksms.internal.provider;

import io.github.camelbulksms.internal.provider.Transport.NotSentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Makes one attempt: signs, posts once, and says how it ended. Thread-safe. */
public final class ProviderClient implements ProviderApi {

    public static final String PATH = "/v1/verify/bulk_sms";

    private final Credentials credentials;
    private final Transport transport;

    public ProviderClient(Credentials credentials, Transport transport) {
        this.credentials = credentials;
        this.transport = transport;
    }

    @Override
    public AttemptResult send(ByteBuffer form) {
        Map<String, String> headers = new HashMap<>(
                credentials.headers(form, Instant.now(), () -> UUID.randomUUID().toString()));
        headers.put("Content-Type", RequestForm.CONTENT_TYPE);
        headers.put("Accept", "application/json");
        try {
            return ReplyReader.read(transport.post(form, headers), Instant.now());
        } catch (NotSentException e) {
            return new AttemptResult.NotSent("not sent: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            return AttemptResult.unknown(e);
        }
    }
}
