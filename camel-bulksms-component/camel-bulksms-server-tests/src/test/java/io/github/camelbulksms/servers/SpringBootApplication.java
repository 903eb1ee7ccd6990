package io.github.camelbulksms.servers;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A Spring Boot application with Tomcat and the webhook. */
@SpringBootConfiguration
@EnableAutoConfiguration
class SpringBootApplication {

    /**
     * @return the port
     */
    static int start(RouteBuilder reports, Map<String, String> properties, Class<?>... more) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(ServerKind.ACCOUNT);
        all.put("server.port", "0");
        all.put("spring.main.banner-mode", "off");
        ServletWebServerApplicationContext context =
                (ServletWebServerApplicationContext) new SpringApplicationBuilder(SpringBootApplication.class)
                        .sources(more)
                        .properties(all)
                        .initializers(application -> ((GenericApplicationContext) application)
                                .registerBean(RouteBuilder.class, () -> reports))
                        .run();
        return context.getWebServer().getPort();
    }
}
