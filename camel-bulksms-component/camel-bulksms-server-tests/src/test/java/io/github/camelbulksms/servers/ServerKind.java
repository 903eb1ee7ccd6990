package io.github.camelbulksms.servers;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** The servers, each with the properties that docs/security.md names for it and no others. */
enum ServerKind {
    PLATFORM_HTTP_MAIN("platform-http") {
        @Override
        int start(RouteBuilder reports) throws Exception {
            Main main = main(reports);
            main.addInitialProperty("camel.server.enabled", "true");
            main.addInitialProperty("camel.server.port", "0");
            main.addInitialProperty("camel.server.maxBodySize", "65536");
            main.start();
            return main.getCamelContext()
                    .hasService(VertxPlatformHttpServer.class)
                    .getPort();
        }
    },
    PLATFORM_HTTP_VERTX("platform-http") {
        @Override
        int start(RouteBuilder reports) throws Exception {
            DefaultCamelContext context = new DefaultCamelContext();
            VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindPort(0);
            configuration.setMaxBodySize(65_536L);
            VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
            context.addService(server);
            BulkSmsConfiguration account =
                    context.getComponent("bulksms", BulkSmsComponent.class).getConfiguration();
            account.setCustomerId(Account.CUSTOMER_ID);
            account.setApiKey(Account.API_KEY);
            context.addRoutes(reports);
            context.start();
            return server.getPort();
        }
    },
    NETTY_HTTP("netty-http") {
        @Override
        int start(RouteBuilder reports) throws Exception {
            Main main = main(reports);
            main.addInitialProperty("camel.component.netty-http.configuration.chunkedMaxContentLength", "65536");
            return startOnAFreePort(main);
        }
    },
    JETTY("jetty") {
        @Override
        int start(RouteBuilder reports) throws Exception {
            Main main = main(reports);
            main.addInitialProperty("camel.component.jetty.maxRequestSize", "65536");
            return startOnAFreePort(main);
        }
    },
    UNDERTOW("undertow") {
        @Override
        int start(RouteBuilder reports) throws Exception {
            return startOnAFreePort(main(reports));
        }
    },
    SERVLET("servlet") {
        @Override
        int start(RouteBuilder reports) throws Exception {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
            tomcat.setPort(0);
            tomcat.getConnector().setMaxPostSize(65_536);
            Context application = tomcat.addContext("", null);
            Wrapper servlet = Tomcat.addServlet(application, "CamelServlet", new CamelHttpTransportServlet());
            servlet.setLoadOnStartup(1);
            application.addServletMappingDecoded("/*", "CamelServlet");
            ErrorReportValve errors = new ErrorReportValve();
            errors.setShowReport(false);
            tomcat.getHost().getPipeline().addValve(errors);
            tomcat.start();
            main(reports).start();
            return tomcat.getConnector().getLocalPort();
        }
    },
    SPRING_BOOT("platform-http") {
        @Override
        int start(RouteBuilder reports) {
            return SpringBootApplication.start(
                    reports, Map.of("spring.servlet.multipart.enabled", "false"), BodyLimit.class);
        }
    },
    SPRING_BOOT_SERVLET("servlet") {
        @Override
        int start(RouteBuilder reports) {
            return SpringBootApplication.start(
                    reports, Map.of("server.tomcat.max-http-form-post-size", "64KB"), CamelServlets.class);
        }
    };

    static final Map<String, String> ACCOUNT = Map.of(
            "camel.component.bulksms.customerId", Account.CUSTOMER_ID,
            "camel.component.bulksms.apiKey", Account.API_KEY);

    /** Camel's component that makes it a webhook's. */
    final String component;

    ServerKind(String component) {
        this.component = component;
    }

    /**
     * @param reports the route with the webhook, at {@code /reports}
     * @return the port
     */
    abstract int start(RouteBuilder reports) throws Exception;

    private static Main main(RouteBuilder reports) {
        Main main = new Main();
        ACCOUNT.forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(reports);
        return main;
    }

    private static int startOnAFreePort(Main main) throws Exception {
        int port = freePort();
        main.addInitialProperty("camel.rest.host", "localhost");
        main.addInitialProperty("camel.rest.port", Integer.toString(port));
        main.start();
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
