package io.github.camelbulksms;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL from the Maven repository. */
final class PostgresServer implements DatabaseServer {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private final Path data;
    private final Path log;
    private final String[] settings;
    private EmbeddedPostgres postgres;
    private int port;

    PostgresServer(Path folder, String... settings) throws IOException {
        data = folder.resolve("postgres");
        log = folder.resolve("postgres.log");
        this.settings = settings;
        start();
        port = postgres.getPort();
    }

    private void start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (port != 0) {
            builder.setPort(port);
        }
        for (String setting : settings) {
            builder.setServerConfig(setting.split("=")[0], setting.split("=")[1]);
        }
        postgres = builder.start();
    }

    @Override
    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public DataSource dataSource() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url());
        return database;
    }

    @Override
    public List<ProcessHandle> processes() throws IOException {
        Path running = data.resolve("postmaster.pid");
        if (!Files.exists(running)) {
            return List.of();
        }
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(running).get(0)))
                .map(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants())
                        .toList())
                .orElse(List.of());
    }

    @Override
    public void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .join();
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        try {
            // gives up its lock of the folder
            postgres.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("the server that was killed cannot be stopped", e);
        }
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
        postgres.close();
    }
}
