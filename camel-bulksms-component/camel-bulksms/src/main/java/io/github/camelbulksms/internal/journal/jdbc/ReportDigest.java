package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.model.DeliveryReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** The key of a report: 64 hexadecimal digits. */
final class ReportDigest {

    private static final long MILLIS = 0xFFFFFFFFFFFFL;

    private ReportDigest() {}

    /** The date comes first: reports of one time lie side by side in the index, and are written together. */
    static String of(DeliveryReport report) {
        Instant updatedAt = report.updatedAt();
        long millis = updatedAt == null ? 0 : updatedAt.toEpochMilli() & MILLIS;
        return String.format("%012x", millis) + sha256(report).substring(0, 52);
    }

    private static String sha256(DeliveryReport report) {
        DeliveryReport.Identity identity = report.identity();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String field : new String[] {
                identity.referenceId(),
                identity.sessionId(),
                Integer.toString(identity.statusCode()),
                identity.updatedOn()
            }) {
                // the length parts the fields, and tells a missing one from an empty one
                digest.update((field == null ? "-" : field.length() + ":" + field).getBytes(StandardCharsets.UTF_16BE));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
