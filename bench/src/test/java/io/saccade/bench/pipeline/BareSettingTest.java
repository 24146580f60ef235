package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

  @Test
  void isNamedByLanesThreadsAndBatch() {
    assertThat(BareSetting.parse("4x1x2", 4)).isEqualTo(new BareSetting(4, 4, 1, 2));
    assertThat(BareSetting.parse("1x4x16", 4)).isEqualTo(new BareSetting(4, 1, 4, 16));
  }

  @Test
  void refusesOtherNames() {
    for (String name : List.of("", "4", "4x1", "0x1x2", "4x1x2x3", "axbxc")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BareSetting.parse(name, 4))
          .withMessageContaining("as in 4x1x2");
    }
  }
}
