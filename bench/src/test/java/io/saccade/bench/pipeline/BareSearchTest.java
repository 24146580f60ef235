package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.shapes.ColorModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BareSearchTest {

  @Test
  void findsOneOfTheCandidates() throws Exception {
    Duration brief = Duration.ofMillis(20);
    Workload workload =
        new Workload(ColorModel.bundle("1"), Path.of("colors"), Images.drawn(64), 10, 1);
    List<BareSetting> candidates = BareSetting.candidates(2);

    BareSetting best =
        new BareSearch(workload, new BareSearch.Patience(brief, brief, brief)).best(candidates);

    assertThat(candidates).contains(best);
  }
}
