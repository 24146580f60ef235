package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BareSettingTest {

  @Test
  void sharesTheCoresOutAmongManyLanesOrFew() {
    List<BareSetting> candidates = BareSetting.candidates(4);

    assertThat(candidates).hasSize(15).allMatch(setting -> setting.decoders() == 4);
    assertThat(candidates).allMatch(setting -> setting.lanes() * setting.threads() == 4);
    assertThat(candidates).extracting(BareSetting::lanes).contains(4, 2, 1);
  }

  @Test
  void knowsOneCore() {
    assertThat(BareSetting.candidates(1))
        .hasSize(5)
        .allMatch(setting -> setting.lanes() == 1 && setting.threads() == 1);
  }
}
