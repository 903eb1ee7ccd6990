package io.github.camelbulksms.examples.crm;

import org.apache.camel.main.Main;

/** Runs the routes until it is stopped. */
public final class Night {

    private Night() {}

    public static void main(String[] args) throws Exception {
        System.exit(new Main(Night.class).run(args));
    }
}
