package io.saccade.processor.labels;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.RegistryUnavailableException;
import io.saccade.schemas.UnknownSchemaException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * Reads records, telling what is wrong with the record (it is refused) from what is wrong with the
 * registry, which is waited for. For one thread.
 */
final class PatientReader<T extends SpecificRecord> {

  /** Less than after what Kafka takes a thread for dead. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AvroReader<T> reader;
  private final CountDownLatch stopped;

  /** What is wrong with a record. */
  static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1;

    private final LabelRefusal code;

    UnreadableException(LabelRefusal code, @Nullable String message) {
      super(message == null ? "the record cannot be read" : message);
      this.code = code;
    }

    LabelRefusal code() {
      return code;
    }
  }

  /**
   * A reader.
   *
   * @param stopped says that nobody waits any more
   */
  PatientReader(AvroReader<T> reader, CountDownLatch stopped) {
    this.reader = reader;
    this.stopped = stopped;
  }

  /**
   * Reads a record.
   *
   * @throws UnreadableException if it is none
   * @throws StreamsException if the registry did not answer for minutes, or nobody waits any more;
   *     nothing is committed, and another thread goes on
   */
  T read(byte @Nullable [] value) throws UnreadableException {
    if (value == null || value.length == 0) {
      throw new UnreadableException(LabelRefusal.LABEL_EMPTY, "the record has no value");
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return reader.read(value);
      } catch (CorruptRecordException e) {
        throw new UnreadableException(LabelRefusal.LABEL_CORRUPT, e.getMessage());
      } catch (UnknownSchemaException | IncompatibleSchemaException e) {
        throw new UnreadableException(LabelRefusal.LABEL_SCHEMA, e.getMessage());
      } catch (RegistryUnavailableException | RegistryConfigurationException e) {
        if (waitedEnough(deadline)) {
          throw new StreamsException("the schema registry does not answer", e);
        }
      }
    }
  }

  private boolean waitedEnough(long deadline) {
    try {
      return stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
          || System.nanoTime() - deadline > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
