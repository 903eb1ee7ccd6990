package io.github.camelbulksms.examples.esbwar;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;

/**
 * A Tomcat as an ESB runs on: with a data source, and {@code conf/esb.properties}. The WAR sees nothing of what else is on the
 * class path here, so that it must bring all it needs.
 */
final class EsbServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final String jdbcUrl;
    private StandardContext esb;

    /**
     * @param base Tomcat's folder, with what the ESB needs in its {@code conf}
     * @param jdbcUrl of the database {@code jdbc/esb}
     */
    EsbServer(Path base, String jdbcUrl) throws LifecycleException, IOException {
        this.jdbcUrl = jdbcUrl;
        Files.createDirectories(base.resolve("webapps"));
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.enableNaming();
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getHost().setParentClassLoader(new ServerClassLoader());
        // else its thread may be inside of the ESB when that is undeployed
        tomcat.getEngine().setBackgroundProcessorDelay(-1);
        tomcat.start();
    }

    /** Deploys the WAR that the system property {@code war} names, unless it is deployed. */
    void deploy() throws LifecycleException {
        if (esb != null) {
            return;
        }
        ContextConfig webXml = new ContextConfig();
        webXml.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        esb = new StandardContext();
        esb.setName("/esb");
        esb.setPath("/esb");
        esb.setDocBase(System.getProperty("war"));
        esb.addLifecycleListener(webXml);
        esb.getNamingResources().addResource(database(jdbcUrl));
        tomcat.getHost().addChild(esb);
        if (esb.getState() != LifecycleState.STARTED) {
            close();
            throw new IllegalStateException("the ESB did not start: see the log");
        }
    }

    void undeploy() {
        tomcat.getHost().removeChild(esb);
        esb = null;
    }

    URI services() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/esb/services/");
    }

    ClassLoader classLoader() {
        return esb.getLoader().getClassLoader();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static ContextResource database(String jdbcUrl) {
        ContextResource resource = new ContextResource();
        resource.setName("jdbc/esb");
        resource.setType("org.h2.jdbcx.JdbcDataSource");
        resource.setAuth("Container");
        resource.setProperty("factory", "org.h2.jdbcx.JdbcDataSourceFactory");
        resource.setProperty("url", jdbcUrl);
        resource.setProperty("user", "");
        resource.setProperty("password", "");
        resource.setProperty("loginTimeout", "0");
        resource.setProperty("description", "the ESB's database");
        return resource;
    }

    /** What a server offers to its applications: the JDK, the Servlet API, itself, and a database's driver. */
    private static final class ServerClassLoader extends ClassLoader {

        private static final List<String> OF_THE_SERVER = List.of(
                "jakarta.servlet.",
                "jakarta.annotation.",
                "jakarta.security.",
                "org.apache.catalina.",
                "org.apache.tomcat.",
                "org.apache.naming.",
                "org.apache.juli.",
                "org.h2.");

        private ServerClassLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (isOfTheServer(name)) {
                return EsbServer.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected URL findResource(String name) {
            return isOfTheServer(name.replace('/', '.'))
                    ? EsbServer.class.getClassLoader().getResource(name)
                    : null;
        }

        private static boolean isOfTheServer(String name) {
            return OF_THE_SERVER.stream().anyMatch(name::startsWith);
        }
    }
}
