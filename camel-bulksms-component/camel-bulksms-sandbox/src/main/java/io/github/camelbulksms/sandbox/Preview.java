package io.github.camelbulksms.sandbox;

/** The beginning of a text. */
final class Preview {

    private Preview() {}

    /** At most so many characters, and an ellipsis when that is not all; never half a surrogate pair. */
    static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
