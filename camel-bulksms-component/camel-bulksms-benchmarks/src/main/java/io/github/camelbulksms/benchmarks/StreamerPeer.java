package io.github.camelbulksms.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * As little as can be done on Apache HttpClient: the bytes of the list become the bytes of the form, whose buffer is used
 * again. Nothing is checked, duplicates are not found, and recipients who are not sent to are not named.
 */
final class StreamerPeer implements MeasuredPeer {

    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");
    private static final byte[] ACCEPTED = "\"code\":293".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_REPLY = 1024;

    private final HttpHost target;
    private final Header authorization;
    private final int inFlight;
    private final Reading reading;
    private final CloseableHttpClient client;
    private final ExecutorService threads;
    private final ThreadLocal<FormBytes> smallForms = ThreadLocal.withInitial(FormBytes::new);
    private final ThreadLocal<ReplyCheck> smallReplies = ThreadLocal.withInitial(ReplyCheck::new);

    @FunctionalInterface
    interface Reading {

        ListReader open(Path list) throws IOException;
    }

    StreamerPeer(Account account, int inFlight, Reading reading) {
        this.inFlight = inFlight;
        this.reading = reading;
        target = HttpHost.create(URI.create(account.baseUrl()));
        authorization = new BasicHeader("Authorization", account.basicAuthorization());
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(inFlight)
                .setMaxConnPerRoute(inFlight)
                .build();
        client = HttpClients.createMinimal(connections);
        threads = Executors.newFixedThreadPool(inFlight);
    }

    @Override
    public void start() {
        // the client is ready
    }

    @Override
    public long sendFile(Path list) throws Exception {
        try (ListReader reader = reading.open(list)) {
            List<Future<Long>> senders = new ArrayList<>();
            for (int i = 0; i < inFlight; i++) {
                senders.add(threads.submit(() -> sendAll(reader)));
            }
            long accepted = 0;
            for (Future<Long> sender : senders) {
                accepted += sender.get();
            }
            return accepted;
        }
    }

    private long sendAll(ListReader reader) throws IOException {
        FormBytes form = new FormBytes();
        ReplyCheck reply = new ReplyCheck();
        long accepted = 0;
        while (true) {
            form.begin();
            if (reader.read(form) == 0) {
                return accepted;
            }
            form.end();
            accepted += post(form, reply);
        }
    }

    @Override
    public long sendFew(String lines) throws IOException {
        FormBytes small = smallForms.get();
        small.begin();
        for (int i = 0; i < lines.length(); i++) {
            char c = lines.charAt(i);
            small.ensure(FormBytes.COMMA.length);
            if (c == '\n') {
                small.append(FormBytes.COMMA);
            } else if (c == ',') {
                small.append(FormBytes.COLON);
            } else {
                small.bytes[small.length++] = (byte) c;
            }
        }
        small.end();
        return post(small, smallReplies.get());
    }

    private int post(FormBytes form, ReplyCheck reply) throws IOException {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest(Method.POST, target, PATH);
        request.addHeader(authorization);
        request.setEntity(new ByteArrayEntity(form.bytes, 0, form.length, FORM));
        return client.execute(target, request, reply);
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        client.close();
    }

    /** Looks for the code of acceptance, in a buffer that is used again. */
    private static final class ReplyCheck implements HttpClientResponseHandler<Integer> {

        private final byte[] reply = new byte[LONGEST_REPLY];

        @Override
        public Integer handleResponse(ClassicHttpResponse response) throws IOException {
            int length;
            try (InputStream in = response.getEntity().getContent()) {
                length = in.readNBytes(reply, 0, reply.length);
            }
            for (int i = 0; i <= length - ACCEPTED.length; i++) {
                if (Arrays.equals(reply, i, i + ACCEPTED.length, ACCEPTED, 0, ACCEPTED.length)) {
                    return 1;
                }
            }
            return 0;
        }
    }
}
