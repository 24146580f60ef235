package io.saccade.cli.failures;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What a dead letter says, and what goes back of it. */
final class FailureTest {

  private final ConsumerRecord<byte[], byte[]> record =
      new ConsumerRecord<>("image-failures", 3, 17, bytes("camera"), bytes("event"));

  @Test
  void saysWhereItsEventIsAndHowOftenThatWasTried() {
    Failure failure = failure("IMAGE_PIXELS", "images", "1", "5");
    header("saccade.replay.attempt", "2");

    assertThat(failure.place()).hasToString("image-failures-3@17");
    assertThat(failure.source()).hasValue(new Place("images", 1, 5));
    assertThat(failure.attempt()).isEqualTo(2);
    assertThat(failure.isCut()).isFalse();
  }

  @Test
  void isReadWhateverItsHeadersSay() {
    Failure failure = failure("", "images", "one", "-5");
    header("saccade.replay.attempt", "often");
    record.headers().add("saccade.source.sha256", null);

    assertThat(failure.source()).isEmpty();
    assertThat(failure.attempt()).isZero();
    assertThat(failure.sha256()).isEmpty();
  }

  @Test
  void givesItsEventBackWithItsOwnHeadersAndALink() {
    Failure failure = failure("IMAGE_PIXELS", "images", "1", "5");
    header("__streams.errors.offset", "5");
    header("theirs", "x");
    header("saccade.replay.of", "image-failures-0@1");
    header("saccade.replay.attempt", "1");

    Original.Kept original = Original.in(failure);
    RecordHeaders headers = Link.headers(original, failure, new Place("images", 1, 5));

    assertThat(original.value()).isEqualTo(bytes("event"));
    assertThat(headers)
        .extracting(
            header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder(
            "theirs=x",
            "saccade.replay.of=image-failures-3@17",
            "saccade.replay.source=images-1@5",
            "saccade.replay.attempt=2");
  }

  @Test
  void isSelectedByAllThatIsAskedFor() {
    Failure failure = failure("IMAGE_PIXELS", "images", "1", "5");

    assertThat(selection(Set.of(), Optional.empty(), Optional.empty()).has(failure)).isTrue();
    assertThat(
            selection(Set.of(ErrorCode.IMAGE_PIXELS), Optional.of("camera"), Optional.of(1))
                .has(failure))
        .isTrue();
    assertThat(
            selection(Set.of(ErrorCode.IMAGE_SCANS), Optional.empty(), Optional.empty())
                .has(failure))
        .isFalse();
    assertThat(selection(Set.of(), Optional.of("other"), Optional.empty()).has(failure)).isFalse();
    assertThat(selection(Set.of(), Optional.empty(), Optional.of(3)).has(failure)).isFalse();
  }

  private static Selection selection(
      Set<ErrorCode> codes, Optional<String> key, Optional<Integer> partition) {
    return new Selection(codes, Long.MIN_VALUE, Long.MAX_VALUE, key, partition, 1);
  }

  private Failure failure(String code, String topic, String partition, String offset) {
    header("saccade.error.code", code);
    header("saccade.source.topic", topic);
    header("saccade.source.partition", partition);
    header("saccade.source.offset", offset);
    return new Failure(record);
  }

  private void header(String name, String value) {
    record.headers().add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
