package io.github.camelbulksms;

import java.io.IOException;

/** Ways in which a server that has read the request never comes to an end of its reply. */
enum Dripping {
    HEADERS("HTTP/1.1 200 OK\r\n", "X: y\r\n"),
    A_HEADER("HTTP/1.1 200 OK\r\nX: ", "y"),
    A_FOLDED_HEADER("HTTP/1.1 200 OK\r\nX: y\r\n", " y\r\n"),
    INTERIM_REPLIES("", "HTTP/1.1 102 Processing\r\n\r\n"),
    CONTINUE("", "HTTP/1.1 100 Continue\r\n\r\n"),
    A_STATUS_LINE("", "\r\n"),
    A_BODY("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", " "),
    CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
    A_CHUNK_EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "x"),
    TRAILERS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: y\r\n"),
    SILENCE("", "");

    /** The head of a record, and of a certificate that is 4 kB long. */
    static final byte[] PART_OF_A_HANDSHAKE = {0x16, 0x03, 0x03, 0x3F, (byte) 0xFF, 2, 0, 0x3F, 0};

    private final String first;
    private final String drop;

    Dripping(String first, String drop) {
        this.first = first;
        this.drop = drop;
    }

    /** So slowly that the reply breaks no limit of size before its time is out. */
    void play(RawServer.Line line) throws IOException, InterruptedException {
        play(line, 100);
    }

    void play(RawServer.Line line, int millis) throws IOException, InterruptedException {
        line.request();
        line.say(first);
        if (drop.isEmpty()) {
            line.wait(1);
        } else {
            line.drip(drop, millis);
        }
    }
}
