package io.syncscript.api.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** The ways in which a valid request is broken. */
final class Mutations {
    /** JSON values that are not what a field expects, or are at the edge of it. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "-0",
            "9223372036854775808",
            "9007199254740993",
            "\"\"",
            "\" \"",
            "[]",
            "{}",
            "[[]]",
            "{\"a\":{}}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude80\"",
            "\"a\\u202eb\"",
            "\"http://x\"",
            "\"javascript:alert(1)\"",
            "\"https://h/<script>\"",
            "\"' or '1'='1\"",
            "\"{{7*7}}${7*7}\"",
            "\"../../etc/passwd\"",
            "\"owner\"",
            "\"OWNER\"",
            "\"viewer\"",
            "NaN",
            "Infinity",
            "'x'",
            "undefined",
            "01",
            "+1",
            "0x10",
            "\"\\x\"",
            "\"a\nb\"");

    private static final List<String> PATH_PARTS = List.of(
            "..",
            ".",
            "//",
            "/;x=1",
            "%2e%2e",
            "%2f",
            "%00",
            "%0d%0aX:%20y",
            "%c0%af",
            "%ff",
            "%zz",
            "%",
            "\\",
            "*",
            "~",
            "{id}",
            "é",
            "%F0%9F%9A%80",
            "<x>",
            "\"",
            "|",
            "^",
            "#x",
            "c".repeat(40),
            "actuator",
            "error",
            "WEB-INF",
            ".json",
            ".yaml");

    private static final List<String> QUERY_PARTS = List.of(
            "cursor=",
            "cursor=AAAA",
            "cursor=%00",
            "cursor=LTE6eA",
            "cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk6Y2FiY2FiY2Fi",
            "cursor=MDpjYWJjYWJjYWI",
            "limit=0",
            "limit=-1",
            "limit=201",
            "limit=2147483648",
            "limit=1e3",
            "limit=٣",
            "limit=",
            "limit=5&limit=x",
            "after=-1",
            "after=9223372036854775807",
            "after=9223372036854775808",
            "after=x",
            "a[b]=c",
            "a=%zz",
            "=",
            "&&&",
            "_method=DELETE",
            "format=yaml",
            "limit=%32");

    private static final List<String> HEADERS = List.of(
            "Accept: */*;q=0",
            "Accept: text/html",
            "Accept: application/yaml",
            "Accept: ,,;;",
            "Accept-Language: \u0001",
            "Accept-Charset: utf-7",
            "Accept-Encoding: gzip, br",
            "Content-Encoding: gzip",
            "Content-Encoding: identity",
            "Content-Type: text/plain",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: application/xml",
            "Content-Type: ;",
            "Content-Type: application/yaml",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: x",
            "Content-Length: 99999999999999999999",
            "Content-Length: 70000",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: chunked",
            "Expect: 100-continue",
            "Expect: x",
            "Range: bytes=9-1",
            "If-Match: x",
            "If-Modified-Since: x",
            "Upgrade: h2c",
            "Cookie: SESSION=",
            "Cookie: SESSION=x; SESSION=y",
            "Cookie: ;;;=,",
            "Cookie: SESSION=" + "A".repeat(3000),
            "Host: x",
            "Host: a b",
            "Origin: null",
            "Origin: https://evil.example",
            "Origin: http://localhost:3000",
            "Sec-Fetch-Site: cross-site",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: x, 1.1.1.1",
            "X-Forwarded-For: " + "1,".repeat(1000),
            "X-Forwarded-Host: <script>",
            "X-Forwarded-Port: -1",
            "X-Forwarded-Proto: x",
            "X-Forwarded-Prefix: //evil",
            "Forwarded: for=x",
            "X-Original-URL: /actuator",
            "Bad Header: x",
            "NoColon",
            ": x",
            " folded",
            "X: \u0000",
            "X: " + "x".repeat(9000),
            "X-Http-Method: PUT",
            "Authorization: Basic eDp4",
            "Authorization: Bearer x");

    private static final List<String> METHODS = List.of(
            "GET",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "get",
            "FOO",
            "G\u0000T",
            "PROPFIND");

    private static final List<BiConsumer<FuzzedRequest, Random>> ALL = List.of(
            Mutations::value,
            Mutations::value,
            Mutations::value,
            Mutations::truncate,
            Mutations::flip,
            Mutations::nest,
            Mutations::repeat,
            Mutations::member,
            Mutations::grow,
            Mutations::garbage,
            Mutations::path,
            Mutations::path,
            Mutations::query,
            Mutations::query,
            Mutations::header,
            Mutations::header,
            Mutations::header,
            Mutations::method,
            Mutations::framing);

    private Mutations() {}

    static void apply(FuzzedRequest request, Random random) {
        pick(ALL, random).accept(request, random);
    }

    static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** Puts another value in the place of a member's. */
    private static void value(FuzzedRequest request, Random random) {
        String[] members = request.text().split(",", -1);
        int chosen = random.nextInt(members.length);
        int colon = members[chosen].indexOf(':');
        String end = chosen == members.length - 1 ? "}" : "";
        members[chosen] = members[chosen].substring(0, colon + 1) + pick(VALUES, random) + end;
        request.text(String.join(",", members));
    }

    private static void truncate(FuzzedRequest request, Random random) {
        request.body = Arrays.copyOf(request.body, random.nextInt(request.body.length + 1));
    }

    private static void flip(FuzzedRequest request, Random random) {
        for (int i = 0; i < 3 && request.body.length > 0; i++) {
            request.body[random.nextInt(request.body.length)] = (byte) random.nextInt(256);
        }
    }

    private static void nest(FuzzedRequest request, Random random) {
        int depth = 1 + random.nextInt(random.nextInt(10) == 0 ? 20_000 : 60);
        boolean closed = random.nextBoolean();
        request.text("{\"name\":" + "[".repeat(depth) + (closed ? "]".repeat(depth) + "}" : ""));
    }

    private static void repeat(FuzzedRequest request, Random random) {
        String text = request.text();
        request.text(random.nextBoolean() ? text + text : text.replaceFirst("\\{(.*)}", "{$1,$1}"));
    }

    private static void member(FuzzedRequest request, Random random) {
        String name = pick(
                List.of("id", "role", "revision", "__proto__", "constructor", "@type", "class", "userId", ""), random);
        request.text(request.text()
                .replaceFirst(
                        "\\{",
                        "{\"" + name + "\":"
                                + pick(VALUES, random).replace("\\", "\\\\").replace("$", "\\$") + ","));
    }

    private static void grow(FuzzedRequest request, Random random) {
        int length = 1 << random.nextInt(18);
        String filler = pick(List.of("x", "é", "9", "\\u0041", " "), random).repeat(length);
        request.text(request.text().replaceFirst(":\"?", ":\"" + filler.replace("\\", "\\\\")));
    }

    private static void garbage(FuzzedRequest request, Random random) {
        request.body = new byte[random.nextInt(2000)];
        random.nextBytes(request.body);
    }

    private static void path(FuzzedRequest request, Random random) {
        int slash = request.target.indexOf('/', 1 + random.nextInt(request.target.length()));
        int at = slash < 0 ? request.target.length() : slash;
        request.target = request.target.substring(0, at)
                + (random.nextBoolean() ? "/" : "")
                + pick(PATH_PARTS, random)
                + request.target.substring(at);
    }

    private static void query(FuzzedRequest request, Random random) {
        String part = random.nextInt(20) == 0
                ? pick(List.of("a=b&".repeat(300), "cursor=" + "A".repeat(6000), "x".repeat(9000)), random)
                : pick(QUERY_PARTS, random);
        request.target += (request.target.contains("?") ? "&" : "?") + part;
    }

    private static void header(FuzzedRequest request, Random random) {
        String header = pick(HEADERS, random);
        if (random.nextBoolean()) {
            String name = header.substring(0, Math.max(0, header.indexOf(':')));
            request.headers.removeIf(present -> !name.isEmpty() && present.startsWith(name + ":"));
        }
        request.lengthSaid &= !header.startsWith("Content-Length");
        request.headers.add(random.nextInt(request.headers.size() + 1), header);
    }

    private static void method(FuzzedRequest request, Random random) {
        request.method = pick(METHODS, random);
    }

    private static void framing(FuzzedRequest request, Random random) {
        request.chunked = random.nextBoolean();
        request.lengthSaid = random.nextBoolean();
        if (random.nextInt(4) == 0) {
            request.chunked = false;
            request.headers.add("Transfer-Encoding: chunked");
            request.text(pick(
                    List.of("zz\r\n", "5\r\n{}", "-1\r\n\r\n", "0\r\nX: y\r\n\r\nGET / HTTP/1.1\r\n\r\n"), random));
        }
    }

    static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
