package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class PollShareTest {

  private final PollShare share = new PollShare(100);

  private byte[] read(int bytes) {
    return share.deserialize("images", new RecordHeaders(), ByteBuffer.wrap(new byte[bytes]));
  }

  @Test
  void endsAPollBeforeTheRecordThatIsOneTooMany() {
    share.begin();
    assertThat(read(60)).hasSize(60);
    assertThat(read(40)).hasSize(40);
    assertThatThrownBy(() -> read(1)).isInstanceOf(SerializationException.class);
  }

  @Test
  void readsThatRecordAtTheNextPoll() {
    share.begin();
    assertThat(read(60)).hasSize(60);
    assertThatThrownBy(() -> read(60)).isInstanceOf(SerializationException.class);
    share.begin();
    assertThat(read(60)).hasSize(60);
  }

  @Test
  void neverRefusesTheFirstRecordOfAPoll() {
    share.begin();
    assertThat(read(1000)).hasSize(1000);
    assertThatThrownBy(() -> read(1)).isInstanceOf(SerializationException.class);
  }
}
