package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Topics;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import java.util.Map;

/**
 * Where the broker and the registry are.
 *
 * @param bootstrap the broker, as {@code host:port}
 * @param registry the registry's URL
 */
public record Kafka(String bootstrap, String registry) {

  /** The topic that holds the backlog. */
  public static final String IMAGES = "images";

  /** The topic of failures, which stays empty. */
  public static final String FAILURES = "image-failures";

  private static final int MAX_MESSAGE_BYTES = 12 * 1024 * 1024;

  /** What every client must be told. */
  public Map<String, Object> clients() {
    return Map.of("bootstrap.servers", bootstrap);
  }

  /** Serdes over the registry; to be closed. */
  public SerdeFactory serdes() throws SchemaException {
    return SerdeFactory.create(Map.of("schema.registry.url", registry));
  }

  /** Makes a topic, and waits until it can be used. */
  public void createTopic(String name, int partitions)
      throws CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(clients())) {
      topics.create(name, partitions, MAX_MESSAGE_BYTES);
    }
  }
}
