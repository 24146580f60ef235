package io.saccade.processor;

import io.saccade.processor.labels.LabelTopics;
import io.saccade.processor.labels.LabelTopology;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.topology.DriftTopics;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.RegistryUnavailableException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.UnknownSchemaException;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Prediction;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the schemas of the topics before anything is polled. A registry that does not answer is
 * waited for: it is an outage, and outages pause.
 */
final class RegistryStart {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryStart.class);

  private RegistryStart() {}

  /**
   * What reads events and writes predictions.
   *
   * @param releases what reads and writes the topics of releases, where they are followed
   * @param drift what drift needs, where it is watched
   * @param labels what reads and writes what labels take, where they are joined
   */
  record Serdes(
      AvroReader<ImageEvent> events,
      AvroWriter<Prediction> predictions,
      Optional<ReleaseSerdes> releases,
      Optional<DriftSerdes> drift,
      Optional<LabelTopology.Formats> labels) {}

  /** What reads releases, and reads and writes statuses. */
  record ReleaseSerdes(
      AvroReader<ModelRelease> releases,
      AvroReader<ModelStatus> statuses,
      AvroWriter<ModelStatus> status) {}

  /** What writes reports on drift, and reads what operators accept. */
  record DriftSerdes(AvroWriter<DriftReport> reports, AvroReader<DriftAcceptance> acceptances) {}

  static Serdes register(SerdeFactory factory, ProcessorSettings settings)
      throws StartException, InterruptedException {
    while (!Thread.interrupted()) {
      try {
        factory.writer(ImageEvent.class, settings.topics().images() + "-value");
        return new Serdes(
            factory.reader(ImageEvent.class),
            factory.writer(Prediction.class, settings.topics().predictions() + "-value"),
            settings.releases().follow()
                ? Optional.of(releases(factory, settings.releases().topics()))
                : Optional.empty(),
            settings.drift().watch()
                ? Optional.of(drift(factory, settings.driftTopics()))
                : Optional.empty(),
            settings.labels().enabled()
                ? Optional.of(labels(factory, settings.labels().topics()))
                : Optional.empty());
      } catch (RegistryUnavailableException e) {
        LOG.warn("the schema registry does not answer; waiting for it reason={}", e.getMessage());
      } catch (RegistryConfigurationException
          | UnknownSchemaException
          | IncompatibleSchemaException e) {
        throw new StartException("the schema registry refused us: " + e.getMessage(), e);
      }
    }
    throw new InterruptedException("interrupted while waiting for the schema registry");
  }

  private static DriftSerdes drift(SerdeFactory factory, DriftTopics topics)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    factory.writer(DriftAcceptance.class, topics.acceptances() + "-value");
    return new DriftSerdes(
        factory.writer(DriftReport.class, topics.statistics() + "-value"),
        factory.reader(DriftAcceptance.class));
  }

  private static LabelTopology.Formats labels(SerdeFactory factory, LabelTopics topics)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    factory.writer(ImageLabel.class, topics.labels() + "-value");
    return new LabelTopology.Formats(
        factory.reader(Prediction.class),
        factory.reader(ImageLabel.class),
        factory.writer(AccuracyReport.class, topics.accuracy() + "-value"));
  }

  private static ReleaseSerdes releases(SerdeFactory factory, ReleaseTopics topics)
      throws UnknownSchemaException,
          IncompatibleSchemaException,
          RegistryUnavailableException,
          RegistryConfigurationException {
    factory.writer(ModelRelease.class, topics.releases() + "-value");
    return new ReleaseSerdes(
        factory.reader(ModelRelease.class),
        factory.reader(ModelStatus.class),
        factory.writer(ModelStatus.class, topics.status() + "-value"));
  }
}
