package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import java.net.URI;
import java.time.Duration;

/** What a processor answers over HTTP while the brokers are out of its reach. */
final class ProcessorAnswers {

  /** Probes give up about then. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ProcessorAnswers() {}

  /** Fails unless it says that it lives, which keeps it from being started anew, and is scraped. */
  static void requireAlive(CliProcess process) throws Exception {
    URI address = Scrape.address(process);
    long asked = System.nanoTime();
    assertThat(Scrape.get(address, "/health/live").statusCode()).isEqualTo(200);
    assertThat(Scrape.get(address, "/health/ready").statusCode()).isIn(200, 503);
    assertThat(Scrape.of(address).samples()).isNotEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - asked))
        .as("time for three answers")
        .isLessThan(PATIENCE);
  }
}
