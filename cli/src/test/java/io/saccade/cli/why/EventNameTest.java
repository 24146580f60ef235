package io.saccade.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EventNameTest {

  @Test
  void aPlaceInTheTopicOfEventsIsAPlace() {
    assertThat(EventName.of("images-3@127", "images"))
        .isEqualTo(new EventName.At(new Spot("images", 3, 127)));
    assertThat(EventName.of("my-images.v2-0@0", "my-images.v2"))
        .isEqualTo(new EventName.At(new Spot("my-images.v2", 0, 0)));
  }

  @Test
  void anythingElseIsAnId() {
    for (String id :
        new String[] {"predictions-3@127", "images-3", "images-3@", "a b", "images@1"}) {
      assertThat(EventName.of(id, "images")).isEqualTo(new EventName.Id(id));
    }
  }
}
