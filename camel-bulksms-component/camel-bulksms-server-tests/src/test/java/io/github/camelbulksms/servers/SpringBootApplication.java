package io.github.camelbulksms.servers;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;

/** A Spring Boot application with Tomcat and the webhook. */
@SpringBootConfiguration
@EnableAutoConfiguration
class SpringBootApplication {

    @Bean
    ServletRegistrationBean<CamelHttpTransportServlet> camelServlet() {
        ServletRegistrationBean<CamelHttpTransportServlet> servlet =
                new ServletRegistrationBean<>(new CamelHttpTransportServlet(), "/camel/*");
        servlet.setName("CamelServlet");
        return servlet;
    }

    /**
     * @return the port
     */
    static int start(RouteBuilder reports, Map<String, String> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(ServerKind.ACCOUNT);
        all.put("server.port", "0");
        all.put("spring.main.banner-mode", "off");
        ServletWebServerApplicationContext context =
                (ServletWebServerApplicationContext) new SpringApplicationBuilder(SpringBootApplication.class)
                        .properties(all)
                        .initializers(application -> ((GenericApplicationContext) application)
                                .registerBean(RouteBuilder.class, () -> reports))
                        .run();
        return context.getWebServer().getPort();
    }
}
