package io.github.camelbulksms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;

/** Opens a database and keeps it open: with {@code AUTO_SERVER} it serves H2 to others. */
final class OpenProgram {

    private OpenProgram() {}

    public static void main(String[] args) throws Exception {
        try (Connection connection = DataSources.of(args[0]).getConnection()) {
            Files.writeString(Path.of(args[1]), Boolean.toString(connection.isValid(1)));
            new CountDownLatch(1).await();
        }
    }
}
