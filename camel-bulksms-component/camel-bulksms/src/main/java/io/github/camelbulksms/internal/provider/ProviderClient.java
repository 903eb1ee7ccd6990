package io.github.camelbulksms.internal.provider;

import io.github.camelbulksms.internal.provider.Transport.NotSentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes one attempt: signs, posts once, and says how it ended. Thread-safe. */
public final class ProviderClient implements ProviderApi {

    public static final String PATH = "/v1/verify/bulk_sms";

    private final Supplier<Credentials> credentials;
    private final Transport transport;

    public ProviderClient(Credentials credentials, Transport transport) {
        this(() -> credentials, transport);
    }

    /**
     * @param credentials asked for each request, so that a key may change
     */
    public ProviderClient(Supplier<Credentials> credentials, Transport transport) {
        this.credentials = credentials;
        this.transport = transport;
    }

    @Override
    public AttemptResult send(ByteBuffer form) {
        Credentials account;
        Map<String, String> headers;
        try {
            account = credentials.get();
            headers = headers(account, form);
        } catch (RuntimeException | Error e) {
            // nothing has been sent yet
            return AttemptResult.withheld(e);
        }
        try {
            Transport.Reply reply = transport.post(form, headers);
            AttemptResult plain = ReplyReader.read(reply, Instant.now());
            // a refusal may quote the request
            return plain instanceof AttemptResult.Accepted
                    ? plain
                    : ReplyReader.read(reply, Instant.now(), quoted(account, headers, form));
        } catch (NotSentException e) {
            return new AttemptResult.NotSent("not sent: " + inWords(e, account, headers, form));
        } catch (IOException e) {
            return new AttemptResult.Unknown("no trustworthy answer: " + inWords(e, account, headers, form));
        } catch (RuntimeException e) {
            return AttemptResult.unknown(e);
        }
    }

    private static Map<String, String> headers(Credentials account, ByteBuffer form) {
        Map<String, String> headers = new HashMap<>(
                account.headers(form, Instant.now(), () -> UUID.randomUUID().toString()));
        headers.put("Content-Type", RequestForm.CONTENT_TYPE);
        headers.put("Accept", "application/json");
        return headers;
    }

    /** The failure's message; never throws, so that a failure to describe it does not change the outcome. */
    private static String inWords(IOException e, Credentials account, Map<String, String> headers, ByteBuffer form) {
        try {
            return quoted(account, headers, form).failure(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error unprintable) {
            return e.getClass().getName();
        }
    }

    private static QuotedReply quoted(Credentials account, Map<String, String> headers, ByteBuffer form) {
        return new QuotedReply(Echoes.of(form, headers, account.apiKey()));
    }
}
