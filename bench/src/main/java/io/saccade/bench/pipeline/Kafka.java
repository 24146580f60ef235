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
record Kafka(String bootstrap, String registry) {

  /** The topic that holds the backlog. */
  static final String IMAGES = "images";

  /** The topic of failures, which stays empty. */
  static final String FAILURES = "image-failures";

  private static final int MAX_MESSAGE_BYTES = 12 * 1024 * 1024;

  Map<String, Object> clients() {
    return Map.of("bootstrap.servers", bootstrap);
  }

  SerdeFactory serdes() throws SchemaException {
    return SerdeFactory.create(Map.of("schema.registry.url", registry));
  }

  void createTopic(String name, int partitions)
      throws CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(clients())) {
      topics.create(name, partitions, MAX_MESSAGE_BYTES);
    }
  }
}
