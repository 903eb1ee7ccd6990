package io.github.camelbulksms.karaf;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stand-ins for bundles that camel-karaf's features file lists and some registries do not hold: Camel's own jars, packed as
 * camel-karaf's build packs them. The file stays as it is; Karaf is told what to take instead.
 */
final class CamelBundles {

    /** These have no jar of Camel behind them, and are not needed. */
    private static final List<String> LEFT_OUT = List.of("camel-vm", "camel-directvm", "camel-karaf-shell");

    /** What camel-karaf's build asks of any of them. */
    private static final String IMPORTS = "io.quarkus.arc;resolution:=optional,jdk.jfr;resolution:=optional,"
            + "jakarta.servlet*;resolution:=optional,org.glassfish.jaxb.runtime.v2;resolution:=optional,"
            + "org.apache.camel.*;version=\"[4.14,4.15)\",*";

    private final Path repository;
    private final Path folder;
    private final String version;
    private final String karafVersion;

    CamelBundles(Path repository, Path folder, String version, String karafVersion) {
        this.repository = repository;
        this.folder = folder;
        this.version = version;
        this.karafVersion = karafVersion;
    }

    /** Packs the stand-ins, and tells what Karaf is to read as {@code org.apache.karaf.features.xml}. */
    String replacements() throws Exception {
        List<String> bundles = new ArrayList<>();
        for (String name : missing()) {
            if (Files.exists(jar(name))) {
                bundles.add("<bundle originalUri='%s' replacement='%s' mode='maven'/>"
                        .formatted(listed(name), pack(name).toUri()));
            }
        }
        return """
                <featuresProcessing xmlns='http://karaf.apache.org/xmlns/features-processing/v1.0.0'>
                    <blacklistedBundles>%s</blacklistedBundles>
                    <bundleReplacements>%s</bundleReplacements>
                </featuresProcessing>
                """.formatted(
                        LEFT_OUT.stream()
                                .map(name -> "<bundle>%s</bundle>".formatted(listed(name)))
                                .collect(Collectors.joining()),
                        String.join("", bundles));
    }

    private Set<String> missing() throws IOException {
        Path features = repository.resolve(
                "org/apache/camel/karaf/apache-camel/%1$s/apache-camel-%1$s-features.xml".formatted(karafVersion));
        return Pattern.compile("mvn:org\\.apache\\.camel\\.karaf/([a-z0-9-]+)/" + Pattern.quote(karafVersion) + "<")
                .matcher(Files.readString(features))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !Files.exists(jar("karaf/" + name, karafVersion)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Path pack(String name) throws Exception {
        // camel-karaf packs the second into the first
        List<Path> jars = Stream.of(name, name.equals("camel-xml-jaxp") ? "camel-xml-jaxp-util" : name)
                .distinct()
                .map(this::jar)
                .toList();
        Path packed = folder.resolve(name + "-" + version + ".jar");
        try (Builder bundle = new Builder()) {
            for (Path jar : jars) {
                bundle.addClasspath(jar.toFile());
            }
            bundle.setBundleSymbolicName(name);
            bundle.setBundleVersion(version);
            bundle.setProperty(Constants.EXPORT_PACKAGE, "org.apache.camel*;version=" + version);
            bundle.setProperty(Constants.IMPORT_PACKAGE, IMPORTS);
            bundle.setProperty(
                    Constants.INCLUDERESOURCE,
                    jars.stream().map(jar -> "@" + jar).collect(Collectors.joining(",")));
            bundle.build().write(packed.toFile());
        }
        return packed;
    }

    private String listed(String name) {
        return "mvn:org.apache.camel.karaf/%s/%s".formatted(name, karafVersion);
    }

    private Path jar(String name) {
        return jar(name, version);
    }

    private Path jar(String name, String jarVersion) {
        Path artifact = repository.resolve("org/apache/camel").resolve(name);
        return artifact.resolve("%2$s/%1$s-%2$s.jar".formatted(artifact.getFileName(), jarVersion));
    }
}
