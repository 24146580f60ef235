package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Topics;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.bundles.BundleStore;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.avro.ModelStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Finds out who answers a replay. */
final class Casting {

  // One letter before the colon is a drive.
  private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

  private final ProcessorSettings settings;
  private final BundleStore store;

  /** By the settings of the processor that is replayed. */
  Casting(ProcessorSettings settings) {
    this.settings = settings;
    this.store =
        new BundleStore(
            settings.bundles().rules(),
            settings.bundles().cache(),
            settings.bundles().cacheBytes());
  }

  /** Whether a bundle is named by its address instead of a path. */
  static boolean isAddress(String bundle) {
    return ADDRESS.matcher(bundle).matches();
  }

  /**
   * A bundle that was named on the command line: a path is read as it is, an address is fetched
   * within the roots of the settings.
   */
  Bundle bundle(String named) throws BundleRefusedException, InterruptedException {
    return isAddress(named) ? store.fetch(named, Optional.empty()) : Bundle.read(Path.of(named));
  }

  /**
   * Those that answered the first time.
   *
   * @param name of the model; empty where there is one only
   * @throws CommandFailedException where that is not recorded
   */
  Cast recorded(Range range, Optional<String> name, Topics topics, AvroReader<ModelStatus> reader)
      throws CommandFailedException, InterruptedException {
    String topic = settings.releases().topics().status();
    if (topics.find(topic).isEmpty()) {
      throw new CommandFailedException(
          ("there is no topic %s, so nobody recorded which versions answered; name one with"
                  + " --model, or the topic with --set topics.status=...")
              .formatted(topic));
    }
    List<ModelStatus> statuses;
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(settings)) {
      statuses = StatusLog.read(consumer, topic, reader, settings.streams().applicationId());
    }
    String model = name.isPresent() ? name.get() : only(statuses, range.topic());
    statuses.removeIf(status -> !status.getModel().equals(model));
    return Cast.recorded(
        model, Step.of(range, RecordedReleases.of(range.topic(), statuses)), store);
  }

  private String only(List<ModelStatus> statuses, String topic) throws CommandFailedException {
    TreeSet<String> models =
        statuses.stream()
            .filter(
                status ->
                    status.getFirstOffsets().stream()
                        .anyMatch(first -> first.getTopic().equals(topic)))
            .map(ModelStatus::getModel)
            .collect(Collectors.toCollection(TreeSet::new));
    if (models.isEmpty()) {
      throw new CommandFailedException(
          ("no instance of group %s has recorded that it answered events of %s; name its group"
                  + " with --set application.id=..., or a version with --model")
              .formatted(settings.streams().applicationId(), topic));
    }
    if (models.size() > 1) {
      throw new CommandFailedException(
          "several models answered events of %s: %s; name one with --name"
              .formatted(topic, String.join(", ", models)));
    }
    return models.first();
  }
}
