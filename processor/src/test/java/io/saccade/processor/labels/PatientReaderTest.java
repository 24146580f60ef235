package io.saccade.processor.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.RegistryUnavailableException;
import io.saccade.schemas.avro.ImageLabel;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

final class PatientReaderTest {

  private static final ImageLabel LABEL = new ImageLabel("a", 1, Instant.EPOCH, "");
  private static final byte[] VALUE = {0, 0, 0, 0, 1};

  private final CountDownLatch stopped = new CountDownLatch(1);

  @Test
  void waitsForARegistryThatIsAway() throws Exception {
    int[] asked = {0};
    AvroReader<ImageLabel> reader =
        record -> {
          if (asked[0]++ == 0) {
            throw new RegistryUnavailableException("away", new IllegalStateException());
          }
          return LABEL;
        };
    assertThat(new PatientReader<>(reader, stopped).read(VALUE)).isEqualTo(LABEL);
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void waitsNoLongerThanAnybodyWants() {
    stopped.countDown();
    AvroReader<ImageLabel> reader =
        record -> {
          throw new RegistryUnavailableException("away", new IllegalStateException());
        };
    assertThatThrownBy(() -> new PatientReader<>(reader, stopped).read(VALUE))
        .isInstanceOf(StreamsException.class);
  }

  @Test
  void saysWhatIsWrongWithARecord() {
    assertThat(code(record -> LABEL, new byte[0])).isEqualTo(LabelRefusal.LABEL_EMPTY);
    assertThat(
            code(
                record -> {
                  throw new CorruptRecordException("no", new IllegalStateException());
                },
                VALUE))
        .isEqualTo(LabelRefusal.LABEL_CORRUPT);
  }

  private LabelRefusal code(AvroReader<ImageLabel> reader, byte[] value) {
    try {
      var unused = new PatientReader<>(reader, stopped).read(value);
      throw new AssertionError("it was read");
    } catch (PatientReader.UnreadableException e) {
      return e.code();
    }
  }
}
