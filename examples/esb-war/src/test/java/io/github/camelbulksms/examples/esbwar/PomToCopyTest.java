package io.github.camelbulksms.examples.esbwar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.core.SpringVersion;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The POM that docs/existing-esb.md has for copying needs what this WAR needs. {@code .ci/users/esb} builds it. */
class PomToCopyTest {

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    @Test
    void itHasTheDependenciesOfThisWarAndItsVersions() throws Exception {
        Document copy = read("src/copy/pom.xml");

        assertThat(artifacts(copy)).isEqualTo(artifacts(read("pom.xml")));
        assertThat(version(copy, "spring-web")).isEqualTo(SpringVersion.getVersion());
        assertThat(version(copy, "slf4j-jdk14"))
                .isEqualTo(LoggerFactory.class.getPackage().getImplementationVersion());
        assertThat(XPATH.evaluate("/project/properties/camel.version", copy))
                .isEqualTo(new DefaultCamelContext().getVersion());
    }

    private static Document read(String pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(pom).toFile());
    }

    private static String version(Document pom, String artifact) throws Exception {
        return XPATH.evaluate("/project/dependencies/dependency[artifactId='" + artifact + "']/version", pom);
    }

    private static Set<String> artifacts(Document pom) throws Exception {
        NodeList names = (NodeList) XPATH.evaluate(
                "/project/dependencies/dependency[not(scope='test')]/artifactId", pom, XPathConstants.NODESET);
        Set<String> artifacts = new TreeSet<>();
        for (int i = 0; i < names.getLength(); i++) {
            artifacts.add(names.item(i).getTextContent());
        }
        return artifacts;
    }
}
