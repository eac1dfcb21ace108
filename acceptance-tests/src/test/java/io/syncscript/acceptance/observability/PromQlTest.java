package io.syncscript.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        up                                                                     | up
        up{job=~"a.*"} == 0                                                    | up
        sum by (instance, le) (rate(a_total{b="c",d!="e"}[5m])) > 1e3          | a_total
        histogram_quantile(0.99, sum by (le) (rate(a_bucket[$__rate_interval]))) > 2.5 | a_bucket
        sum(increase(a_total[30m])) > 3 or sum without (x) (b) == 0            | a_total b
        a / on (instance) group_left (x) b offset 5m                           | a b
        """)
    void findsTheMetricsOfAnExpression(String expression, String metrics) {
        assertThat(PromQl.metricsOf(expression)).containsExactlyInAnyOrderElementsOf(List.of(metrics.split(" ")));
    }
}
