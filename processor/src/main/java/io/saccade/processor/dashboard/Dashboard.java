package io.saccade.processor.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.ErrorCode;
import io.saccade.model.NativeHandles;
import io.saccade.model.image.ImageGate;
import io.saccade.processor.http.Endpoint;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard of one processor: a page, a snapshot with the last quarter of an hour, and a stream
 * of what is new. It is there before anything else, and shows more as the processor comes up:
 * {@link #follow} adds reports, {@link #sample} pictures. Nothing that serves images waits for it.
 * Thread-safe.
 */
public final class Dashboard implements AutoCloseable {

  private final DashboardSettings settings;
  private final About about;
  private final Watched watched;
  private final Clock clock;
  private final long startedAt;
  private final Audience audience = new Audience();
  private final Reports reports = new Reports();
  private final Sampler sampler;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private volatile @Nullable Pictures pictures;
  private volatile @Nullable ReleaseWatch releases;

  /** A dashboard that samples from now on. */
  public Dashboard(DashboardSettings settings, About about, Watched watched) {
    this(settings, about, watched, Clock.systemUTC());
  }

  Dashboard(DashboardSettings settings, About about, Watched watched, Clock clock) {
    this.settings = settings;
    this.about = about;
    this.watched = watched;
    this.clock = clock;
    this.startedAt = clock.millis();
    this.sampler = new Sampler(watched::reading, this::tick, clock, System::nanoTime);
    sampler.start();
  }

  /** What has to be served. */
  public List<Endpoint> endpoints() {
    return List.of(
        new PageEndpoint(), new SnapshotEndpoint(this::snapshot), new LiveEndpoint(audience));
  }

  /**
   * Shows releases from now on.
   *
   * @param desk for the dashboard alone, which closes it
   */
  public synchronized void follow(ReleaseDesk desk) {
    ReleaseWatch watch =
        new ReleaseWatch(desk, watched::model, audience, node -> audience.tell("releases", node));
    opened.push(watch);
    releases = watch;
    watch.start();
  }

  /**
   * Shows reports on drift and on labels from now on, those of other instances too.
   *
   * @param clients settings of Kafka clients, {@code bootstrap.servers} at least
   */
  public synchronized void follow(Map<String, Object> clients, ReportTopics topics) {
    ReportFollower follower =
        new ReportFollower(
            clients,
            topics,
            new ReportFollower.Told() {
              @Override
              public void reported(DriftReport report) {
                audience.tell("drift", Json.of(reports.take(report)));
              }

              @Override
              public void reported(AccuracyReport report) {
                audience.tell("accuracy", Json.of(reports.take(report, clock.instant())));
              }
            },
            clock);
    opened.push(follower);
    follower.start();
  }

  /**
   * Takes a sample of images from now on, unless none are to be kept.
   *
   * @param gate what an image may be
   * @return what has to be told of images that were classified
   */
  public synchronized Optional<Pictures> sample(
      Pictures.Formats formats, ImageGate gate, NativeHandles handles) {
    if (settings.images() == 0) {
      return Optional.empty();
    }
    Pictures made =
        new Pictures(
            settings.images(),
            formats,
            gate,
            handles,
            new Pictures.Told(picture -> audience.tell("image", Json.of(picture)), clock));
    opened.push(made);
    pictures = made;
    made.start();
    return Optional.of(made);
  }

  @Override
  public synchronized void close() {
    sampler.close();
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("the dashboard cannot be closed", e);
      }
    }
  }

  private void tick(Point point) {
    if (!audience.isEmpty()) {
      ObjectNode node = Json.of(point);
      node.set("health", health());
      node.set("serving", serving());
      audience.tell("tick", node);
    }
  }

  /** What may change while a page is open. */
  private ObjectNode serving() {
    ObjectNode node = Json.of(Map.of("device", watched.device()));
    node.put("model", watched.model().orElse(""));
    node.set("versions", all(watched.versions()));
    return node;
  }

  private ObjectNode health() {
    List<String> reasons = watched.whyNotReady();
    return Json.of(Map.of("ready", reasons.isEmpty(), "reason", String.join("; ", reasons)));
  }

  private JsonNode snapshot() {
    ObjectNode node = Json.of(about);
    node.setAll(serving());
    node.put("startedAt", startedAt);
    node.put("imagesKept", settings.images());
    node.set("health", health());
    node.set("points", all(sampler.points()));
    node.set("totals", totals());
    ObjectNode codes = node.putObject("codes");
    for (ErrorCode code : ErrorCode.values()) {
      codes.put(code.name(), code.meaning());
    }
    Pictures sampled = pictures;
    node.set("images", all(sampled == null ? List.of() : sampled.newest()));
    node.putObject("drift").set("streams", all(reports.drift()));
    node.putObject("accuracy").set("streams", all(reports.accuracy()));
    ReleaseWatch watch = releases;
    node.set("releases", watch == null ? null : watch.latest());
    return node;
  }

  private ObjectNode totals() {
    Reading reading = watched.reading();
    ObjectNode totals = Json.of(Map.of("predictions", reading.predicted()));
    totals.set("failures", Json.of(reading.failures()));
    return totals;
  }

  private static ArrayNode all(List<?> records) {
    ArrayNode array = Json.array();
    records.forEach(record -> array.add(Json.of(record)));
    return array;
  }
}
