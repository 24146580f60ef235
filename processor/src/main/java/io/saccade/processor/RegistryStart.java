package io.saccade.processor;

import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.RegistryUnavailableException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.UnknownSchemaException;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the schemas of the topics before anything is polled. A registry that does not answer is
 * waited for: it is an outage, and outages pause.
 */
final class RegistryStart {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryStart.class);

  private RegistryStart() {}

  /** What reads events and writes predictions. */
  record Serdes(AvroReader<ImageEvent> events, AvroWriter<Prediction> predictions) {}

  static Serdes register(SerdeFactory factory, ProcessorSettings settings)
      throws StartException, InterruptedException {
    while (!Thread.interrupted()) {
      try {
        factory.writer(ImageEvent.class, settings.topics().images() + "-value");
        return new Serdes(
            factory.reader(ImageEvent.class),
            factory.writer(Prediction.class, settings.topics().predictions() + "-value"));
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
}
