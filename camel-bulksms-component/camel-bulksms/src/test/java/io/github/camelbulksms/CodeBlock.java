package io.github.camelbulksms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code in Markdown.
 *
 * @param line where it begins, from 1
 * @param above the line above it, which may be a marker
 * @param language what stands behind the fence, perhaps nothing
 */
record CodeBlock(Path document, int line, String above, String language, List<String> lines) {

    private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)\\s*");

    static List<CodeBlock> of(Path document) throws IOException {
        List<String> lines = Files.readAllLines(document);
        List<CodeBlock> blocks = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                continue;
            }
            if (begin < 0) {
                begin = i;
            } else {
                blocks.add(block(document, lines, begin, i));
                begin = -1;
            }
        }
        return blocks;
    }

    private static CodeBlock block(Path document, List<String> lines, int begin, int end) {
        Matcher fence = FENCE.matcher(lines.get(begin));
        fence.matches();
        String above = begin == 0 ? "" : lines.get(begin - 1);
        List<String> code =
                lines.subList(begin + 1, end).stream().map(String::strip).toList();
        return new CodeBlock(document, begin + 1, above, fence.group(1), code);
    }

    String text() {
        return String.join("\n", lines);
    }

    String place() {
        return document + ":" + line;
    }
}
