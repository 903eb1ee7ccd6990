package io.github.camelbulksms.servers;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A limit in front of platform-http in a Spring Boot application, as docs/security.md has it. */
@Configuration(proxyBeanMethods = false)
class BodyLimit {

    // tag::limit[]
    @Bean
    FilterRegistrationBean<Filter> reportsAreShort() {
        FilterRegistrationBean<Filter> limit = new FilterRegistrationBean<>((request, response, chain) -> {
            long length = request.getContentLengthLong();
            if (length >= 0 && length <= 65_536) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).setStatus(length < 0 ? 411 : 413);
            }
        });
        limit.addUrlPatterns("/reports");
        return limit;
    }
    // end::limit[]
}
