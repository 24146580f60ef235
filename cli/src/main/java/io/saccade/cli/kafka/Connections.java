package io.saccade.cli.kafka;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Opens clients of Kafka, and says in a user's words why it could not be reached. */
public final class Connections {

  private Connections() {}

  /**
   * Opens an idempotent producer that waits for every replica in sync.
   *
   * @param clients the user's settings, which win where they may
   * @param own the command's, the client's id among them
   */
  public static KafkaProducer<String, byte[]> producer(
      Map<String, Object> clients, Map<String, Object> own) throws CommandFailedException {
    Map<String, Object> settings = new HashMap<>(own);
    settings.put("linger.ms", 5);
    settings.putAll(clients);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    try {
      return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** The failure of a client, as one that its user can act on. */
  public static CommandFailedException failed(Throwable thrown) {
    return new CommandFailedException(BadEndings.message(thrown), thrown);
  }
}
