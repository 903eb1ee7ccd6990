package io.github.camelbulksms.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Requests that anybody can make, and the statuses that they may be answered with. 0 is a connection that the server closes. */
enum Hostile {
    UNSIGNED(401) {
        @Override
        byte[] request(Random random) {
            return post("", json(random));
        }
    },
    FORGED(401) {
        @Override
        byte[] request(Random random) {
            return post(
                    "Authorization: TSA " + Account.CUSTOMER_ID + ":" + Long.toHexString(random.nextLong()) + "\r\n",
                    json(random));
        }
    },
    SIGNED_FOR_ANOTHER_BODY(401) {
        @Override
        byte[] request(Random random) {
            return post("Authorization: " + Account.authorization(json(random)) + "\r\n", json(random));
        }
    },
    SIGNED_TWICE(401) {
        @Override
        byte[] request(Random random) {
            String body = json(random);
            String signature = Account.authorization(body);
            return post(
                    "Authorization: " + signature + "\r\nAuthorization: " + signature
                            + "x\r\nx-ts-authorization: y\r\n",
                    body);
        }
    },
    WITHOUT_A_BODY(401) {
        @Override
        byte[] request(Random random) {
            return post("", "");
        }
    },
    WITHOUT_A_LENGTH(401, 411) {
        @Override
        byte[] request(Random random) {
            return bytes("POST /reports HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    },
    LONGER_THAN_A_REPORT(413, 400) {
        @Override
        byte[] request(Random random) {
            // what is announced never comes: who waits for it has lost
            return bytes(
                    "POST /reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                            + (65_537L + random.nextInt(2_000_000_000)) + "\r\n\r\n{");
        }
    },
    LONGER_THAN_A_REPORT_IN_CHUNKS(413, 411, 0) {
        @Override
        byte[] request(Random random) {
            StringBuilder request = new StringBuilder("POST /reports HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 9; i++) {
                request.append("2000\r\n").append("x".repeat(0x2000)).append("\r\n");
            }
            return bytes(request.append("0\r\n\r\n").toString());
        }
    },
    PACKED(415) {
        @Override
        byte[] request(Random random) {
            byte[] head = bytes("POST /reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "content-ENCODING: gzip\r\nContent-Length: " + BOMB.length + "\r\n\r\n");
            byte[] request = new byte[head.length + BOMB.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(BOMB, 0, request, head.length, BOMB.length);
            return request;
        }
    },
    A_FORM(401) {
        @Override
        byte[] request(Random random) {
            return bytes(
                    "POST /reports HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 23\r\n\r\na=b&Authorization=TSA+x");
        }
    },
    A_FORM_THAT_IS_NONE(401, 400, 500, 0) {
        @Override
        byte[] request(Random random) {
            return bytes("POST /reports HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded; charset=x\r\nContent-Length: 6\r\n\r\n&%&%zz");
        }
    },
    AN_UPLOAD(401, 413) {
        @Override
        byte[] request(Random random) {
            String body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../f.txt\"\r\n\r\n"
                    + "x".repeat(20_000) + "\r\n--b--\r\n";
            return bytes(
                    "POST /reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        }
    },
    A_JAVA_OBJECT(401, 415) {
        @Override
        byte[] request(Random random) {
            return bytes(
                    "POST /reports HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/x-java-serialized-object\r\nContent-Length: 4\r\n\r\n\u00AC\u00ED\0\5");
        }
    },
    HEADERS_OF_CAMEL(401) {
        @Override
        byte[] request(Random random) {
            return post("CamelHttpResponseCode: 200\r\nCamelBulkSmsRun: x\r\nbreadcrumbId: x\r\n", json(random));
        }
    },
    ANOTHER_METHOD(404, 405, 411) {
        @Override
        byte[] request(Random random) {
            return bytes("GET /reports HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    },
    NO_HTTP_AT_ALL(400, 404, 0) {
        @Override
        byte[] request(Random random) {
            return bytes("\u0016\u0003\u0001\0\u00FFgarbage\r\n\r\n");
        }
    };

    private static final byte[] BOMB = bomb();

    final Set<Integer> statuses;

    Hostile(Integer... statuses) {
        this.statuses = Set.of(statuses);
    }

    abstract byte[] request(Random random);

    private static String json(Random random) {
        return Account.report(Long.toHexString(random.nextLong()), "forged", "2026-11-26T10:00:00Z");
    }

    private static byte[] post(String headers, String body) {
        return bytes("POST /reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** 50 MB of blanks in 50 kB. */
    private static byte[] bomb() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] blanks = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 50; i++) {
                out.write(blanks);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
