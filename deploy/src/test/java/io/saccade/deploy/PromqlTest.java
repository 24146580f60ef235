package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PromqlTest {

  @Test
  void findsTheMetricsOfAnExpression() {
    assertThat(
            Promql.metrics(
                "histogram_quantile(0.99, sum by (job, le) (rate(a_seconds_bucket{x=\"b\"}[5m]))) > 1"))
        .containsExactly("a_seconds_bucket");
    assertThat(Promql.metrics("sum(a) unless on (job) b offset 10m or 0 * (c > 2e3)"))
        .containsExactly("a", "b", "c");
    assertThat(Promql.metrics("rate(a_total[$__rate_interval]) / on () group_left () up"))
        .containsExactly("a_total", "up");
  }
}
