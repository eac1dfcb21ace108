package io.syncscript.local.fuzz;

import java.util.Random;

/**
 * How many inputs a fuzzer sends, and from which seed they are made. The system property {@code syncscript.fuzz.inputs} asks for
 * more, {@code syncscript.fuzz.seed} repeats a run: the nth input of a seed is always the same, whatever the server answered.
 */
public record FuzzPlan(long seed, int inputs) {
    private static final String SEED = "syncscript.fuzz.seed";
    private static final String INPUTS = "syncscript.fuzz.inputs";
    /** Keeps the streams of neighbouring inputs apart. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    /** A seed of its own, unless one is given, and at least that many inputs. */
    public static FuzzPlan atLeast(int inputs) {
        return new FuzzPlan(Long.getLong(SEED, System.nanoTime()), Math.max(inputs, Integer.getInteger(INPUTS, 0)));
    }

    /** Makes the input of that number. */
    public Mutator input(int number) {
        return new Mutator(new Random(seed + number * STRIDE));
    }

    /** How to run the same again. */
    @Override
    public String toString() {
        return "-D" + SEED + "=" + seed + " -D" + INPUTS + "=" + inputs;
    }
}
