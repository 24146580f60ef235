package io.saccade.bench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnsTest {

  @Test
  void goForthAndBackAndKeepEachThingsOwnRates() throws Exception {
    List<String> order = new ArrayList<>();

    List<Rates> rates =
        new Turns(3)
            .measure(
                "letters",
                List.of("a", "b"),
                thing -> {
                  order.add(thing);
                  return order.size();
                });

    assertThat(order).containsExactly("a", "b", "b", "a", "a", "b");
    assertThat(rates)
        .containsExactly(new Rates(List.of(1.0, 4.0, 5.0)), new Rates(List.of(2.0, 3.0, 6.0)));
    assertThat(rates.get(0).median()).isEqualTo(4);
    assertThat(rates.get(1).least()).isEqualTo(2);
    assertThat(rates.get(1).most()).isEqualTo(6);
  }

  @Test
  void needARound() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Turns(0));
  }
}
