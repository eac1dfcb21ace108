package io.syncscript.local.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes one input out of valid traffic: the same one for the same state of the random numbers. */
public final class Mutator {
    private static final int MAX_MUTATIONS = 4;
    private static final int MAX_REPEATS = 2_000;
    private static final List<String> FRAGMENTS = List.of(
            "",
            "\0",
            "\u001e",
            "\r\n",
            "\r\n\r\n",
            "%",
            "%00",
            "%zz",
            "\"",
            "\\",
            "\\u0000",
            "\ud800",
            "{",
            "}",
            "[",
            "]",
            "[[[[[[[[[[",
            "{\"a\":",
            ",",
            ":",
            "-",
            "-1",
            "0",
            "1e999",
            "9007199254740993",
            "99999999999999999999",
            "null",
            "true",
            "NaN",
            "_placeholder",
            "__proto__",
            "constructor",
            "vaultId",
            "revision",
            "..",
            "/",
            "&sid=",
            "b",
            "é",
            "🚀",
            "' or 1=1 --",
            "${jndi:ldap://127.0.0.1/x}");

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /** True once in so many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** A number from 0 up to the bound, which is not reached. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public String mutate(String valid) {
        return new String(mutate(valid.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** The bytes with a few changes, or none. */
    public byte[] mutate(byte[] valid) {
        byte[] mutated = valid;
        for (int left = random.nextInt(MAX_MUTATIONS + 1); left > 0; left--) {
            mutated = mutateOnce(mutated);
        }
        return mutated;
    }

    private byte[] mutateOnce(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(bytes.length - from + 1);
        return switch (random.nextInt(7)) {
            case 0 -> replace(bytes, from, from, fragment());
            case 1 -> replace(bytes, from, to, fragment());
            case 2 -> replace(bytes, from, to, new byte[0]);
            case 3 -> Arrays.copyOf(bytes, from);
            case 4 -> replace(bytes, to, to, Arrays.copyOfRange(bytes, from, to));
            case 5 -> replace(bytes, from, from, repeated());
            default -> flipped(bytes);
        };
    }

    private byte[] fragment() {
        return pick(FRAGMENTS).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] repeated() {
        return pick(FRAGMENTS).repeat(random.nextInt(MAX_REPEATS)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int left = bytes.length == 0 ? 0 : 1 + random.nextInt(4); left > 0; left--) {
            flipped[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + with.length);
        out.write(bytes, 0, from);
        out.writeBytes(with);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
