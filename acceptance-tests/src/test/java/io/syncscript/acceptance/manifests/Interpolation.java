package io.syncscript.acceptance.manifests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What docker compose does with {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME:?message}} and {@code $$} in values. */
record Interpolation(Map<String, String> variables) {
    Object in(Object value) {
        return switch (value) {
            case String text -> text(text);
            case List<?> list -> list.stream().map(this::in).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> replaced = new LinkedHashMap<>();
                map.forEach((key, nested) -> replaced.put(key, in(nested)));
                yield replaced;
            }
            default -> value;
        };
    }

    private String text(String text) {
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$$", at)) {
                replaced.append('$');
                at += 2;
            } else if (text.startsWith("${", at)) {
                int end = end(text, at + 2);
                replaced.append(variable(text.substring(at + 2, end)));
                at = end + 1;
            } else {
                replaced.append(text.charAt(at++));
            }
        }
        return replaced.toString();
    }

    /** Where the brace that is open at {@code from} closes; a default may hold variables of its own. */
    private static int end(String text, int from) {
        int depth = 1;
        for (int at = from; at < text.length(); at++) {
            depth += text.startsWith("${", at) ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("a brace is not closed: " + text);
    }

    private String variable(String expression) {
        int operator = expression.indexOf(':');
        String name = operator < 0 ? expression : expression.substring(0, operator);
        String value = variables.getOrDefault(name, "");
        if (!value.isEmpty() || operator < 0) {
            return value;
        }
        String otherwise = expression.substring(operator + 2);
        return switch (expression.charAt(operator + 1)) {
            case '-' -> text(otherwise);
            case '?' -> throw new IllegalStateException(name + " is required: " + otherwise);
            default -> throw new IllegalArgumentException("not understood: ${" + expression + "}");
        };
    }
}
