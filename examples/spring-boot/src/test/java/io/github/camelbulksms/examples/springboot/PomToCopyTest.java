package io.github.camelbulksms.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The POM that docs/spring-boot.md has for copying needs what this application needs. */
class PomToCopyTest {

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    @Test
    void itHasTheDependenciesOfThisApplicationAndItsVersions() throws Exception {
        Document copy = read("src/copy/pom.xml");
        Set<String> here = artifacts(read("pom.xml"));
        here.remove("camel-bulksms-sandbox");
        here.remove("spring-boot-starter-test");

        assertThat(artifacts(copy)).isEqualTo(here);
        assertThat(XPATH.evaluate("/project/parent/version", copy)).isEqualTo(SpringBootVersion.getVersion());
        assertThat(XPATH.evaluate("/project/properties/camel.version", copy))
                .isEqualTo(new org.apache.camel.impl.DefaultCamelContext().getVersion());
    }

    private static Document read(String pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(pom).toFile());
    }

    private static Set<String> artifacts(Document pom) throws Exception {
        NodeList names =
                (NodeList) XPATH.evaluate("/project/dependencies/dependency/artifactId", pom, XPathConstants.NODESET);
        Set<String> artifacts = new TreeSet<>();
        for (int i = 0; i < names.getLength(); i++) {
            artifacts.add(names.item(i).getTextContent());
        }
        return artifacts;
    }
}
