package io.github.camelbulksms.lists;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider that accepts everything at once, and notes for each text to whom it went. */
final class WireStub implements AutoCloseable {

    private static final String REPLY = "{\"reference_id\":\"%032X\",\"sub_resource\":\"bulk_sms\","
            + "\"status\":{\"code\":293,\"description\":\"Bulk request accepted\"},\"errors\":[]}";

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Runnable atRequest;
    private final Map<String, List<String>> sent = new ConcurrentHashMap<>();

    WireStub() throws IOException {
        this(() -> {});
    }

    /** What is done at each request, before it is answered. */
    WireStub(Runnable atRequest) throws IOException {
        this.atRequest = atRequest;
        start(this::accept);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** To whom a text went, in order; it is forgotten with the call. */
    List<String> takeSent(String text) {
        List<String> numbers = sent.remove(text);
        return numbers == null ? List.of() : numbers;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire-stub");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                start(() -> serve(connection));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 15);
                OutputStream out = new BufferedOutputStream(connection.getOutputStream())) {
            for (String line = line(in); line != null; line = line(in)) {
                int length = 0;
                for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                    if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                        length = Integer.parseInt(header.substring(15).strip());
                    }
                }
                atRequest.run();
                note(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
                byte[] reply = REPLY.formatted(System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + reply.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(reply);
                out.flush();
            }
        } catch (IOException e) {
            // the client hung up
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = in.read(); character != '\n'; character = in.read()) {
            if (character < 0) {
                return null;
            }
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }

    private void note(String form) {
        String text = "";
        List<String> numbers = new ArrayList<>();
        for (String field : form.split("&")) {
            String value = URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8);
            if (field.startsWith("template=")) {
                text = value;
            } else if (field.startsWith("recipients=")) {
                for (String recipient : value.split(",")) {
                    numbers.add(recipient.split(":")[0]);
                }
            }
        }
        sent.computeIfAbsent(text, key -> new ArrayList<>()).addAll(numbers);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
