package io.github.camelbulksms.internal.report;

import io.github.camelbulksms.model.DeliveryReport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Identifies a report in a fixed size, however long the identity that it was posted with: 128 bits of the identity's SHA-256.
 */
record ReportKey(long high, long low) {

    static ReportKey of(DeliveryReport report) {
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
            ByteBuffer bits = ByteBuffer.wrap(digest.digest());
            return new ReportKey(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
