package io.github.camelbulksms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** Opens a database and keeps it open: with {@code AUTO_SERVER} it serves H2 to others. */
final class OpenProgram {

    private static final int MAX_ATTEMPTS = 600;

    private OpenProgram() {}

    public static void main(String[] args) throws Exception {
        try (Connection connection = connect(args[0])) {
            Files.writeString(Path.of(args[1]), Boolean.toString(connection.isValid(1)));
            new CountDownLatch(1).await();
        }
    }

    /** A database whose server has just died cannot be opened for a while. */
    private static Connection connect(String url) throws Exception {
        for (int attempt = 1; true; attempt++) {
            try {
                return DataSources.of(url).getConnection();
            } catch (SQLException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }
}
