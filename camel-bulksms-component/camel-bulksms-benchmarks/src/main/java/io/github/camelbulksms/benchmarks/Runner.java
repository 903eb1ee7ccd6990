package io.github.camelbulksms.benchmarks;

/** A contestant, ready to do its work again and again. */
interface Runner extends AutoCloseable {

    Measured round() throws Exception;

    /** How contestants are brought to the start. */
    @FunctionalInterface
    interface Launcher {

        Runner launch(Contestant contestant, String baseUrl) throws Exception;
    }
}
