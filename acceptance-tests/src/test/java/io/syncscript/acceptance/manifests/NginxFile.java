package io.syncscript.acceptance.manifests;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** nginx's configuration as a tree of directives. */
record NginxFile(Directive root) {
    static final String FILE = "deploy/nginx/nginx.conf";

    private static final Pattern TOKEN = Pattern.compile("#[^\\n]*|\"[^\"]*\"|'[^']*'|[{};]|[^\\s{};\"']+");

    /** A directive with its arguments and, where it has a block, what stands in it. */
    record Directive(String name, List<String> arguments, List<Directive> block) {
        /** All directives of that name in its block and in the blocks below. */
        Stream<Directive> all(String wanted) {
            return block.stream()
                    .flatMap(child -> Stream.concat(
                            child.name.equals(wanted) ? Stream.of(child) : Stream.empty(), child.all(wanted)));
        }

        /** The first argument of the directive of that name directly in its block. */
        String value(String wanted) {
            return block.stream()
                    .filter(child -> child.name.equals(wanted))
                    .map(child -> child.arguments.getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    static NginxFile read(ProjectFiles files) {
        Directive root = new Directive("", List.of(), new ArrayList<>());
        Deque<Directive> open = new ArrayDeque<>(List.of(root));
        List<String> words = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(files.read(FILE));
        while (tokens.find()) {
            String token = tokens.group();
            if (token.equals(";") || token.equals("{")) {
                Directive directive =
                        new Directive(words.getFirst(), List.copyOf(words.subList(1, words.size())), new ArrayList<>());
                Objects.requireNonNull(open.peek()).block().add(directive);
                words.clear();
                if (token.equals("{")) {
                    open.push(directive);
                }
            } else if (token.equals("}")) {
                open.pop();
            } else if (!token.startsWith("#")) {
                words.add(token);
            }
        }
        return new NginxFile(root);
    }

    /** The servers of an upstream, as host:port. */
    List<String> upstream(String name) {
        return block("upstream", name)
                .all("server")
                .filter(server -> !server.arguments().contains("backup"))
                .map(server -> server.arguments().getFirst())
                .toList();
    }

    Directive block(String kind, String argument) {
        return root.all(kind)
                .filter(directive -> directive.arguments().equals(List.of(argument)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + argument));
    }

    Directive http() {
        return root.all("http").findFirst().orElseThrow();
    }
}
