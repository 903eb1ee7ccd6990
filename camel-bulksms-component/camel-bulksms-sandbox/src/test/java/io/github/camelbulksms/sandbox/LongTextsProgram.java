package io.github.camelbulksms.sandbox;

/** What {@link BoundsTest} runs in a small heap: more long texts than it has room for. */
final class LongTextsProgram {

    private static final int TEXTS = 80;

    private LongTextsProgram() {}

    public static void main(String[] args) throws Exception {
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.start()) {
            SandboxClient client = new SandboxClient(sandbox);
            for (int i = 0; i < TEXTS; i++) {
                client.post("recipients=" + (1_000_000 + i) + "&template=" + "x".repeat(900_000));
            }
            System.out.println(sandbox.stats().messages() + " accepted");
        }
        System.exit(0);
    }
}
