package io.saccade.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReproductionTest {

  @Test
  void namesModelsAndImagesWithoutTheFoldersOfThisMachine() {
    assertThat(
            Reproduction.of(
                List.of(
                    "bench",
                    "pipeline",
                    "--model",
                    "/some/where/bundles/mobilenet",
                    "--model=../bundles/int8",
                    "--images",
                    "photos/",
                    "--rounds",
                    "5")))
        .isEqualTo(
            "./saccade bench pipeline --model mobilenet --model=int8 --images photos/ --rounds 5");
  }

  @Test
  void leavesOutWhereResultsGo() {
    assertThat(Reproduction.of(List.of("bench", "jmh", "--out", "/a/b", "--quick")))
        .isEqualTo("./saccade bench jmh --quick");
    assertThat(Reproduction.of(List.of("bench", "jmh", "--out=/a/b")))
        .isEqualTo("./saccade bench jmh");
  }
}
