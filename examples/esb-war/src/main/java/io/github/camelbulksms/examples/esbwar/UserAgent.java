package io.github.camelbulksms.examples.esbwar;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** By which name the ESB goes on the wire. */
public class UserAgent implements HttpClientConfigurer {

    private final String name;

    public UserAgent(String name) {
        this.name = name;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setUserAgent(name);
    }
}
