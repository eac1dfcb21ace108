package io.syncscript.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/** Checks that an error answer has the one documented shape. */
public final class Problems {
    private Problems() {}

    public static void assertProblem(ApiClient.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            softly.assertThat(answer.text("code")).isEqualTo(code);
            softly.assertThat(answer.text("type"))
                    .isEqualTo("urn:syncscript:problem:"
                            + code.toLowerCase(Locale.ROOT).replace('_', '-'));
            softly.assertThat(answer.json().path("status").asInt()).isEqualTo(status);
            softly.assertThat(answer.text("title")).isNotBlank();
            softly.assertThat(answer.text("detail")).isNotBlank();
            softly.assertThat(answer.json().has("errors")).isEqualTo(code.equals("VALIDATION_FAILED"));
            softly.assertThat(answer.header("Server")).isNull();
            softly.assertThat(answer.response().body()).doesNotContain("Exception", "tomcat", "springframework");
        });
    }
}
