package io.saccade.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StreamKeysTest {

  @Test
  void goesRoundTheCameras() {
    StreamKeys keys = StreamKeys.cameras(3);

    assertThat(LongStream.range(0, 5).mapToObj(keys::of))
        .containsExactly("camera-01", "camera-02", "camera-03", "camera-01", "camera-02");
  }

  @Test
  void givesEveryEventTheOneKey() {
    assertThat(LongStream.range(0, 3).mapToObj(StreamKeys.one("door")::of)).containsOnly("door");
  }
}
