package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.ErrorCode;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.bundles.BundleStore;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.LookAhead;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.serving.CanaryRoute;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.processor.serving.Routes;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.source.FetchListener;
import io.saccade.processor.topology.OutputRecords;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.SerdeFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a processor for whoever brings the events himself: the same gate, lanes,
 * look-ahead, routes and bounds of memory, without Kafka Streams. Events of one partition are to
 * come in order.
 *
 * <p>For one thread.
 */
public final class ReplayEngine implements AutoCloseable {

  /** One poll is waited for while the next one is worked on ahead. */
  private static final int POLLS = 2;

  private final ProcessorSettings settings;
  private final MemoryPlan memory;
  private final EngineLoader loader;
  private final RegistryStart.Serdes serdes;
  private final OutputRecords outputs;
  private final Opened opened;
  private final Map<String, LoadedModel> open = new HashMap<>();
  private @Nullable ModelSlot slot;
  private @Nullable LookAhead lookAhead;

  private ReplayEngine(ProcessorSettings settings, MemoryPlan memory, Parts parts) {
    this.settings = settings;
    this.memory = memory;
    this.loader = parts.loader();
    this.serdes = parts.serdes();
    this.opened = parts.opened();
    this.outputs = new OutputRecords(settings.streams().maxOutputBytes());
  }

  private record Parts(EngineLoader loader, RegistryStart.Serdes serdes, Opened opened) {}

  /**
   * A version that answers a share of the keys.
   *
   * @param bundle the version
   * @param percent the share
   */
  public record Canary(Bundle bundle, double percent) {}

  /** What became of an event. */
  public sealed interface Replayed {

    /** It was classified: the prediction as the processor would send it. */
    record Predicted(Record<byte[], byte[]> record) implements Replayed {}

    /** It cannot be classified. */
    record Failed(ErrorCode code, String message) implements Replayed {}
  }

  /**
   * Prepares an engine; nothing answers yet. The schema of predictions is registered for the topic
   * that the settings name as that of predictions.
   *
   * @param told is told what takes longer than a moment
   * @throws StartException if something is missing; the message says what to do
   */
  public static ReplayEngine open(
      ProcessorSettings settings, java.util.function.Consumer<String> told)
      throws StartException, InterruptedException {
    ImagesTopic images = new Preflight(settings).images();
    MemoryPlan memory =
        MemoryPlan.of(
            settings.memoryBudget(),
            settings.fetchedBytes(),
            POLLS,
            Runtime.getRuntime().availableProcessors(),
            images);
    new MemoryCheck(memory, Runtime.getRuntime().maxMemory()).require(images);
    Opened opened = new Opened();
    boolean complete = false;
    try {
      SerdeFactory factory = opened.add(SerdeFactory.create(settings.registry()));
      RegistryStart.Serdes serdes = RegistryStart.register(factory, settings);
      EngineLoader loader =
          new EngineLoader(
              new EngineLoader.Order(settings, memory, new NativeHandles(), told, model -> {}),
              new BundleStore(
                  settings.bundles().rules(),
                  settings.bundles().cache(),
                  settings.bundles().cacheBytes()),
              "",
              Optional.empty(),
              // Of two steps all versions are open for a moment, and nothing serves meanwhile.
              new VersionRoom(Long.MAX_VALUE));
      complete = true;
      return new ReplayEngine(settings, memory, new Parts(loader, serdes, opened));
    } catch (RegistryConfigurationException e) {
      throw new StartException("the registry's settings are wrong: " + e.getMessage(), e);
    } finally {
      if (!complete) {
        opened.close();
      }
    }
  }

  /**
   * Lets versions answer from now on, in the place of those that did. Everything that was begun
   * must have been taken.
   *
   * @param release under which they do
   * @throws BundleRefusedException if one of them does not pass its gate
   */
  public void serve(ReleaseId release, Bundle primary, Optional<Canary> canary)
      throws BundleRefusedException, InterruptedException {
    LoadedModel answering = load(primary);
    Optional<CanaryRoute> share = Optional.empty();
    if (canary.isPresent()) {
      share = Optional.of(new CanaryRoute(load(canary.get().bundle()), canary.get().percent()));
    }
    Routes routes = new Routes(release, answering, share, Optional.empty());
    ModelSlot now = slot;
    if (now == null) {
      now = opened.add(new ModelSlot(routes));
      slot = now;
      lookAhead =
          opened.add(
              new LookAhead(
                  settings.lookAhead().withoutJournal(),
                  now,
                  new LookAhead.Serdes(serdes.events(), serdes.predictions()),
                  opened.add(SourceStart.images(settings, FetchListener.none())),
                  LookAhead.Listeners.none()));
    } else {
      now.install(routes);
    }
    Set<String> wanted = new HashSet<>();
    wanted.add(primary.sha256());
    canary.ifPresent(it -> wanted.add(it.bundle().sha256()));
    close(wanted);
  }

  /** Starts work on an event. Does not wait. */
  public void ahead(ConsumerRecord<byte[], byte[]> event) {
    engine().ahead(coordinates(event), event.key(), event.value());
  }

  /**
   * Waits for what becomes of an event.
   *
   * @throws IllegalStateException if the engine broke, which is a bug or a device that is gone
   */
  public Replayed take(ConsumerRecord<byte[], byte[]> event) {
    Outcome outcome = engine().take(coordinates(event), event.key(), event.value());
    if (outcome instanceof Outcome.Classified classified) {
      Record<byte[], byte[]> source =
          new Record<>(event.key(), event.value(), Math.max(0, event.timestamp()), event.headers());
      Record<byte[], byte[]> prediction =
          outputs.prediction(source, classified, System.currentTimeMillis());
      if (outputs.fits(prediction)) {
        return new Replayed.Predicted(prediction);
      }
      outcome = outputs.tooLarge(prediction);
    }
    if (outcome instanceof Outcome.Failed failed) {
      return new Replayed.Failed(failed.code(), failed.message());
    }
    Throwable cause = outcome instanceof Outcome.Broken broken ? broken.cause() : null;
    throw new IllegalStateException("the engine broke on " + coordinates(event), cause);
  }

  /**
   * A consumer of committed records in no group, whose polls stay within the plan of the memory;
   * the caller closes it.
   */
  public Consumer<byte[], byte[]> consumer() {
    return StreamsClients.consumer(
        StreamsProperties.reading(settings.streams(), memory), memory.pollBytes());
  }

  /** A producer that sends what the processor would send; the caller closes it. */
  public Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        StreamsProperties.writing(settings.streams()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void close() {
    opened.close();
    close(Set.of());
  }

  private LoadedModel load(Bundle bundle) throws BundleRefusedException, InterruptedException {
    LoadedModel known = open.get(bundle.sha256());
    if (known != null) {
      return known;
    }
    LoadedModel model = loader.admit(bundle, step -> {});
    open.put(bundle.sha256(), model);
    return model;
  }

  private void close(Set<String> wanted) {
    open.entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.contains(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
  }

  private LookAhead engine() {
    LookAhead engine = lookAhead;
    if (engine == null) {
      throw new IllegalStateException("serve() comes before the first event");
    }
    return engine;
  }

  private static Coordinates coordinates(ConsumerRecord<byte[], byte[]> event) {
    return new Coordinates(event.topic(), event.partition(), event.offset());
  }
}
