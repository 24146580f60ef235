package io.saccade.processor;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Ends a poll when its records have as many bytes as they may. Kafka's own limits count compressed
 * bytes or records, and a few kilobytes can hold gigabytes of zeros.
 *
 * <p>A consumer that cannot read a record gives out those before it, and tries the same record
 * again at the next poll. That is what this rests on: the record that is one too many is refused
 * once. The first of a poll never is, so that every poll goes on.
 *
 * <p>For one consumer; used by the thread that polls only.
 */
final class PollShare extends ByteArrayDeserializer {

  private final long most;
  private long taken;

  /**
   * A share.
   *
   * @param most bytes of the values of one poll
   */
  PollShare(long most) {
    this.most = most;
  }

  /** A poll begins. */
  void begin() {
    taken = 0;
  }

  @Override
  public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
    int size = data.remaining();
    if (taken > 0 && taken + size > most) {
      throw new PollFullException();
    }
    taken += size;
    return super.deserialize(topic, headers, data);
  }

  /** Kafka logs it before it ends the poll. */
  @Override
  public String toString() {
    return "the poll is full; the record is read at the next";
  }

  private static final class PollFullException extends SerializationException {

    private static final long serialVersionUID = 1L;

    PollFullException() {
      super("the poll is full");
    }

    /** It says nothing of a place in the code. */
    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
