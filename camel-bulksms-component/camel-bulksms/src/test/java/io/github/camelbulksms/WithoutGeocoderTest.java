package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An application, or a Karaf, without libphonenumber's artifact {@code geocoder}, which has the time zones of numbers. */
class WithoutGeocoderTest {

    @Test
    void theComponentSendsAndQuietHoursAreRefusedAtStartWithTheArtifactNamed() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader without = classesWithoutGeocoder()) {
            thread.setContextClassLoader(without);
            Callable<?> application = (Callable<?>) without.loadClass(Application.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(application.getClass()).isNotEqualTo(Application.class);
            assertThat(application.call())
                    .isEqualTo(List.of(
                            "accepted=1",
                            "quietHours needs to know the time zones of numbers: expected the artifact"
                                    + " com.googlecode.libphonenumber:geocoder on the class path"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URLClassLoader classesWithoutGeocoder() {
        URL[] without = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("geocoder") && !entry.contains("prefixmapper"))
                .map(WithoutGeocoderTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(without, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Loaded by the class loader that lacks the artifact. */
    public static final class Application implements Callable<List<String>> {

        @Override
        public List<String> call() throws Exception {
            try (BulkSmsSandbox sandbox = BulkSmsSandbox.builder().start();
                    CamelRig rig = new CamelRig(sandbox)) {
                BulkSmsResult sent = rig.send("bulksms:sale?template=Hello", "+381601234567")
                        .getMessage()
                        .getBody(BulkSmsResult.class);
                return List.of("accepted=" + sent.accepted(), refusal(rig));
            }
        }

        private static String refusal(CamelRig rig) throws Exception {
            try {
                rig.context
                        .getEndpoint("bulksms:sale?template=Hello&quietHours=21:00-09:00")
                        .createProducer();
                return "none";
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }
    }
}
