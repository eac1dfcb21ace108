package io.syncscript.acceptance.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.doctor.Doctor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the doctor found, as its report says. */
public final class Diagnosis {
    private static final String UNFILLED = "%s";

    private final JsonNode report;

    private Diagnosis(JsonNode report) {
        this.report = report;
    }

    /** Runs the doctor. Its exit status has to agree with its report, which may hold none of the passwords. */
    public static Diagnosis of(Map<String, String> environment, List<String> arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        all.add("--json");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = Doctor.run(all, environment, new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
        String said = out.toString(StandardCharsets.UTF_8);
        JsonNode report = JsonMapper.shared().readTree(said);
        assertThat(status).as(said).isEqualTo(report.path("healthy").asBoolean() ? Doctor.HEALTHY : Doctor.FAILED);
        environment.forEach((name, value) -> {
            if (name.endsWith("PASSWORD") && value.length() > 10) {
                assertThat(said).as("a report without %s", name).doesNotContain(value);
            }
        });
        return new Diagnosis(report);
    }

    /** The checks that came to this result: {@code ok}, {@code failed} or {@code skipped}. */
    public List<String> checks(String result) {
        List<String> names = new ArrayList<>();
        for (JsonNode check : report.path("checks")) {
            if (check.path("result").asString().equals(result)) {
                names.add(check.path("check").asString());
            }
        }
        return names;
    }

    /** Asserts that this check failed with such a problem and such a remedy. */
    public Diagnosis assertFailed(String name, String problem, String remedy) {
        assertThat(checks("failed")).as(toString()).contains(name);
        for (JsonNode check : report.path("checks")) {
            if (check.path("check").asString().equals(name)) {
                assertThat(check.path("detail").asString()).contains(problem).doesNotContain(UNFILLED);
                assertThat(check.path("remedy").asString()).contains(remedy).doesNotContain(UNFILLED);
            }
        }
        return this;
    }

    /** Asserts that nothing failed. */
    public void assertSound() {
        assertNothingElseFailed();
    }

    /** Asserts that nothing but these failed. */
    public void assertNothingElseFailed(String... names) {
        assertThat(checks("failed")).as(toString()).containsExactlyInAnyOrder(names);
    }

    @Override
    public String toString() {
        return report.toPrettyString();
    }
}
