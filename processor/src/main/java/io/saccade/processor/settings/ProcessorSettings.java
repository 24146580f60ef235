package io.saccade.processor.settings;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageLimits;
import io.saccade.processor.dashboard.DashboardSettings;
import io.saccade.processor.drift.DriftSettings;
import io.saccade.processor.http.HttpSettings;
import io.saccade.processor.labels.LabelSettings;
import io.saccade.processor.lookahead.LookAheadSettings;
import io.saccade.processor.release.ReleaseSettings;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LaneSettings;
import io.saccade.processor.topology.DriftTopics;
import io.saccade.processor.topology.TopicNames;
import io.saccade.processor.tuning.TuningSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator can set.
 *
 * @param streams how Kafka Streams runs
 * @param topics the topics
 * @param topicCreation whether and how to create missing topics
 * @param registry the registry client's properties, {@code schema.registry.url} among them
 * @param bundle the model bundle to serve before any release, a folder or a zip; without it {@code
 *     releases} name the model
 * @param bundles which bundles may be served, and where they are kept
 * @param releases whether and how releases are followed
 * @param drift whether and how drift is watched
 * @param driftTopics the topics that it takes
 * @param labels whether and how labels are joined with predictions
 * @param http where the processor listens for HTTP, and who may do what there
 * @param dashboard what the page shows that it serves
 * @param lookAhead how the look-ahead works
 * @param device where the model is asked to run
 * @param gpu how GPUs are used
 * @param lanes what is fixed of how the model runs
 * @param deterministic whether all batches are of one size, so that a prediction does not depend on
 *     what shared its batch
 * @param tuning whether and how to find out by measuring how the model runs best
 * @param imageLimits what an image may be
 * @param memoryBudget bytes for polled records, decoded images and batches together
 * @param logFormat how events are logged
 */
public record ProcessorSettings(
    StreamsSettings streams,
    TopicNames topics,
    TopicCreation topicCreation,
    Map<String, String> registry,
    Optional<Path> bundle,
    BundleSettings bundles,
    ReleaseSettings releases,
    DriftSettings drift,
    DriftTopics driftTopics,
    LabelSettings labels,
    HttpSettings http,
    DashboardSettings dashboard,
    LookAheadSettings lookAhead,
    Device device,
    GpuSettings gpu,
    LaneSettings lanes,
    boolean deterministic,
    TuningSettings tuning,
    ImageLimits imageLimits,
    long memoryBudget,
    LogFormat logFormat) {

  private static final long MIB = 1L << 20;
  private static final long LEAST_BUDGET = 64 * MIB;
  private static final long LARGEST_DEFAULT_BUDGET = 1024 * MIB;

  /**
   * Reads the settings: flags before environment before file.
   *
   * @param file a YAML file, or null for none
   * @throws SettingsException naming every mistake
   */
  public static ProcessorSettings load(
      @Nullable Path file, Map<String, String> environment, Map<String, String> flags)
      throws SettingsException {
    return read(new SettingsReader(SettingsSources.read(file, environment, flags)));
  }

  /** How much of the memory budget is for batches. */
  public long batchBytes() {
    return memoryBudget / 4;
  }

  static ProcessorSettings read(SettingsReader reader) throws SettingsException {
    StreamsSettings streams = StreamsSettings.read(reader);
    TopicNames topics = topics(reader);
    Map<String, String> registry = registry(reader);
    Optional<Path> bundle = reader.optional("model.bundle").map(Path::of);
    ReleaseSettings releases = releases(reader, topics, bundle);
    BundleSettings bundles = BundleSettings.read(reader, bundle, streams.stateDirectory());
    DriftSettings drift = DriftReading.read(reader);
    DriftTopics driftTopics = DriftReading.topics(reader, topics, releases.topics());
    LabelSettings labels = LabelReading.read(reader, topics, releases.topics(), driftTopics);
    HttpSettings http = HttpReading.read(reader);
    long memory = reader.size("memory.budget", defaultBudget(), LEAST_BUDGET, 1L << 44);
    ProcessorSettings settings =
        new ProcessorSettings(
            streams,
            topics,
            creation(reader),
            registry,
            bundle,
            bundles,
            releases,
            drift,
            driftTopics,
            labels,
            http,
            DashboardReading.read(reader),
            lookAhead(reader, topics, streams),
            device(reader),
            gpu(reader),
            lanes(reader),
            reader.flag("deterministic", false),
            tuning(reader, streams),
            limits(reader),
            memory,
            logFormat(reader));
    reader.finish();
    return settings;
  }

  private static LogFormat logFormat(SettingsReader reader) {
    String format = reader.choice("log.format", "text", List.of("text", "json"));
    return LogFormat.valueOf(format.toUpperCase(Locale.ROOT));
  }

  private static TopicCreation creation(SettingsReader reader) {
    return new TopicCreation(
        reader.flag("topics.create", false),
        reader.integer("topics.partitions", 12, 1, 10_000),
        reader.integer("topics.replication", -1, -1, 100));
  }

  /** As much as the heap, a quarter of which polled records then take at most; 1 GiB is plenty. */
  private static long defaultBudget() {
    long heap = Runtime.getRuntime().maxMemory();
    return Math.max(LEAST_BUDGET, Math.min(LARGEST_DEFAULT_BUDGET, heap));
  }

  /** Ours are short; Confluent's users find theirs behind the prefix. */
  private static Map<String, String> registry(SettingsReader reader) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("schema.registry.url", "http://localhost:8081");
    reader
        .passThrough("registry.")
        .forEach(
            (name, value) ->
                properties.put(
                    name.equals("url") || name.startsWith("ssl.")
                        ? "schema.registry." + name
                        : name,
                    value));
    return properties;
  }

  private static TopicNames topics(SettingsReader reader) {
    String images = reader.text("topics.images", "images");
    String predictions = reader.text("topics.predictions", "predictions");
    String failures = reader.text("topics.failures", "image-failures");
    try {
      return new TopicNames(images, predictions, failures);
    } catch (IllegalArgumentException e) {
      reader.problem("topics.images, topics.predictions, topics.failures: " + e.getMessage());
      return new TopicNames("images", "predictions", "image-failures");
    }
  }

  private static ReleaseSettings releases(
      SettingsReader reader, TopicNames topics, Optional<Path> bundle) {
    boolean follow = reader.choice("releases", "follow", List.of("follow", "off")).equals("follow");
    Optional<String> model = reader.optional("model.name");
    if (bundle.isEmpty() && !follow) {
      reader.problem(
          "model.bundle must be set where releases is off: the folder or zip of the bundle to"
              + " serve");
    } else if (bundle.isEmpty() && model.isEmpty()) {
      reader.problem(
          "model.bundle must be set, to the folder or zip of the bundle to serve; or model.name, to"
              + " serve what is released of that model");
    }
    return new ReleaseSettings(
        follow,
        releaseTopics(reader, topics),
        model,
        reader.read(
            "instance.id",
            Optional.empty(),
            "up to 100 letters, digits, dots, underscores and hyphens",
            text ->
                ReleaseSettings.INSTANCE.matcher(text).matches()
                    ? Optional.of(Optional.of(text))
                    : Optional.empty()));
  }

  private static ReleaseTopics releaseTopics(SettingsReader reader, TopicNames topics) {
    ReleaseTopics defaults = ReleaseTopics.defaults();
    String releases = reader.text("topics.releases", defaults.releases());
    String status = reader.text("topics.status", defaults.status());
    if (releases.equals(status)
        || topics.all().contains(releases)
        || topics.all().contains(status)) {
      reader.problem(
          "topics.releases and topics.status must differ from each other and from all other topics,"
              + " but were %s and %s".formatted(releases, status));
      return defaults;
    }
    return new ReleaseTopics(releases, status);
  }

  private static LookAheadSettings lookAhead(
      SettingsReader reader, TopicNames topics, StreamsSettings streams) {
    return new LookAheadSettings(
        topics.images(),
        reader.duration(
            "record.deadline",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(25)),
        streams.commits(),
        reader.integer("top.labels", 5, 1, 1000),
        Optional.of(streams.stateDirectory().resolve("decoding.journal")));
  }

  private static Device device(SettingsReader reader) {
    return reader.read("device", Device.AUTO, "one of " + Device.ALLOWED, Device::parse);
  }

  private static GpuSettings gpu(SettingsReader reader) {
    return new GpuSettings(
        reader.size("gpu.memory", 64 * MIB, 1L << 44), reader.flag("gpu.tf32", false));
  }

  private static LaneSettings lanes(SettingsReader reader) {
    return new LaneSettings(
        reader.integer("lanes", 1, 1024),
        reader.integer("lane.threads", 1, 1024),
        reader.integer("decoders", 0, 1024),
        reader.integer("batch.size", 1, 1024));
  }

  private static TuningSettings tuning(SettingsReader reader, StreamsSettings streams) {
    String mode = reader.choice("tuning", "auto", List.of("auto", "fixed"));
    return new TuningSettings(
        TuningSettings.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
        reader.duration(
            "tuning.budget", Duration.ofSeconds(6), Duration.ofMillis(100), Duration.ofMinutes(10)),
        Path.of(reader.text("tuning.dir", streams.stateDirectory().resolve("tuning").toString())),
        reader.duration(
            "latency.target", Duration.ZERO, Duration.ofMillis(1), Duration.ofMinutes(1)));
  }

  private static ImageLimits limits(SettingsReader reader) {
    ImageLimits defaults = ImageLimits.defaults();
    return new ImageLimits(
        reader.size("image.max.bytes", 10 * MIB, 1, 1L << 30),
        reader.integer("image.max.side", defaults.side(), 1, 65_535),
        reader.size("image.max.pixels", defaults.pixels(), 1, 1L << 32),
        reader.integer("image.max.scans", defaults.jpegScans(), 1, 10_000),
        (int) reader.size("image.max.ancillary.bytes", MIB, 1, 1L << 30),
        reader.choices("image.formats", defaults.formats(), ImageFormat.class));
  }
}
