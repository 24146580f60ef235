package io.saccade.cli.release;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.schemas.SerdeFactory;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where releases are. */
final class DeskOptions {

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--releases-topic",
      paramLabel = "NAME",
      defaultValue = "model-releases",
      description = "The topic of releases (default: ${DEFAULT-VALUE}).")
  private String releases = "";

  @Option(
      names = "--status-topic",
      paramLabel = "NAME",
      defaultValue = "model-status",
      description = "The topic of what instances do about them (default: ${DEFAULT-VALUE}).")
  private String status = "";

  /** The topics by name. */
  ReleaseTopics topics() {
    return new ReleaseTopics(releases, status);
  }

  /** Sits down at the desk. */
  OpenDesk open() throws IOException, CommandFailedException {
    SerdeFactory serdes = kafka.serdes();
    return new OpenDesk(ReleaseDesk.open(kafka.clients(), serdes, topics()), serdes);
  }

  /** The desk, and the registry's client behind it. */
  record OpenDesk(ReleaseDesk desk, SerdeFactory serdes) implements AutoCloseable {

    @Override
    public void close() {
      desk.close();
      serdes.close();
    }
  }
}
