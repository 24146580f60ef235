package io.saccade.processor.release;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.RegistryUnavailableException;
import io.saccade.schemas.UnknownSchemaException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records whose schema may have to be asked for, and waits for a registry that does not
 * answer: that says nothing about the record. What cannot be read is left out.
 *
 * @param <T> what the records are
 */
public final class PatientReader<T extends SpecificRecord> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PatientReader.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final AvroReader<T> reader;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** A reader that waits, until it is closed. */
  public PatientReader(AvroReader<T> reader) {
    this.reader = reader;
  }

  /** The value of a record; empty where it has none, it cannot be read, or this was closed. */
  Optional<T> read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    byte[] value = record.value();
    return value == null
        ? Optional.empty()
        : read(value, "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()));
  }

  /**
   * The value of a record; empty where it cannot be read, or this was closed.
   *
   * @param place of the record, for the log
   */
  public Optional<T> read(byte[] value, String place) throws InterruptedException {
    boolean told = false;
    do {
      try {
        return Optional.of(reader.read(value));
      } catch (CorruptRecordException | UnknownSchemaException | IncompatibleSchemaException e) {
        LOG.warn("a record cannot be read; left out record={} reason={}", place, e.getMessage());
        return Optional.empty();
      } catch (RegistryUnavailableException | RegistryConfigurationException e) {
        if (!told) {
          LOG.warn("the schema registry does not answer; waiting reason={}", e.getMessage());
          told = true;
        }
      }
    } while (!pause());
    return Optional.empty();
  }

  /** Waits a moment; says whether this was closed. */
  boolean pause() throws InterruptedException {
    return closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether nobody waits any more. */
  public boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Ends waits now and to come. */
  @Override
  public void close() {
    closed.countDown();
  }
}
