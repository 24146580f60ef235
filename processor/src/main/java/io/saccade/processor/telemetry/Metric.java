package io.saccade.processor.telemetry;

import java.util.List;

/**
 * Every metric of the processor's own: the catalogue that {@code docs/operations.md}, dashboards
 * and alerts are held to. Beside them there are those of the JVM, the process and Kafka's clients.
 */
public enum Metric {
  PREDICTIONS(
      "saccade.predictions",
      Kind.COUNTER,
      "images",
      "Predictions forwarded, those of transactions that were aborted later included.",
      "model",
      "version",
      "cohort"),
  FAILURES(
      "saccade.failures",
      Kind.COUNTER,
      "events",
      "Events that went to the topic of failures, by the code of the error.",
      "code"),
  LATENCY(
      "saccade.latency",
      Kind.TIMES,
      "seconds",
      "From the poll of an event until its result was taken, failures included.",
      "version"),
  EVENT_AGE(
      "saccade.event.age",
      Kind.TIMES,
      "seconds",
      "From the timestamp of an event's record until its prediction was forwarded. It grows with"
          + " the lag."),
  BATCH_IMAGES(
      "saccade.batch.images",
      Kind.SIZES,
      "images",
      "How many images went to the model together, padding not counted.",
      "version"),
  BATCH_RUN("saccade.batch.run", Kind.TIMES, "seconds", "How long batches ran.", "version"),
  DECODE(
      "saccade.decode",
      Kind.TIMES,
      "seconds",
      "How long it took to read an event and to decode its image."),
  FETCH(
      "saccade.fetch",
      Kind.TIMES,
      "seconds",
      "How long attempts at fetching an image by URI took, by how they ended: fetched, refused or"
          + " failed.",
      "outcome"),
  FETCH_PAUSED(
      "saccade.fetch.paused.hosts",
      Kind.GAUGE,
      "hosts",
      "Hosts of images that are out of order, so that their events wait."),
  LANES("saccade.lanes", Kind.GAUGE, "lanes", "How many batches can run at once."),
  LANES_BUSY(
      "saccade.lanes.busy", Kind.GAUGE, "lanes", "How many lanes decode or run at this moment."),
  PENDING(
      "saccade.pending.images",
      Kind.GAUGE,
      "images",
      "Images that were polled, and whose results were not taken yet."),
  LOOKAHEAD_HITS(
      "saccade.lookahead.hits",
      Kind.COUNTER,
      "events",
      "Events whose inference had begun when they were polled."),
  LOOKAHEAD_MISSES(
      "saccade.lookahead.misses",
      Kind.COUNTER,
      "events",
      "Events whose inference began only when their turn had come. Many of them cost throughput."),
  LAG(
      "saccade.records.lag",
      Kind.GAUGE,
      "images",
      "Events of a partition that were not polled yet, of the partitions that this instance has.",
      "partition"),
  VERSION(
      "saccade.version.info",
      Kind.INFO,
      "1",
      "The versions that are open, and as what: PRIMARY, CANARY, SHADOW or PREVIOUS.",
      "model",
      "version",
      "role"),
  RELEASE_EPOCH(
      "saccade.release.epoch",
      Kind.GAUGE,
      "number",
      "The number of the release that serves; 0 for the bundle that the processor was started"
          + " with.",
      "model"),
  RELEASES_REFUSED(
      "saccade.releases.refused",
      Kind.COUNTER,
      "versions",
      "Versions of releases that were refused, by the code of the refusal.",
      "code"),
  LOAD(
      "saccade.load",
      Kind.TIMES,
      "seconds",
      "How long it took to fetch, prove and warm up a version that was accepted."),
  SHADOW_IMAGES(
      "saccade.shadow.images",
      Kind.COUNTER,
      "images",
      "Images that the shadow has scored, skipped because no lane was idle, or failed on. It begins"
          + " again with each shadow.",
      "version",
      "result"),
  SHADOW_AGREEMENT(
      "saccade.shadow.agreement.ratio",
      Kind.GAUGE,
      "0 to 1",
      "The share of the images that the shadow has scored to which it gave the primary's label.",
      "version"),
  DRIFT_P(
      "saccade.drift.p",
      Kind.GAUGE,
      "0 to 1",
      "How likely the latest judged window of a stream would be without any drift.",
      "model",
      "version",
      "key",
      "scope"),
  DRIFT_ALARM(
      "saccade.drift.alarm",
      Kind.GAUGE,
      "state",
      "How a stream stands: 0 well or not judged yet, 1 warned, 2 alarmed and not cleared yet.",
      "model",
      "version",
      "key",
      "scope"),
  DRIFT_ALARMS(
      "saccade.drift.alarms",
      Kind.COUNTER,
      "alarms",
      "Alarms that were raised, since this instance has the stream.",
      "model",
      "version",
      "key",
      "scope"),
  DRIFT_WINDOWS(
      "saccade.drift.windows",
      Kind.COUNTER,
      "windows",
      "Windows that were reported on, since this instance has the stream.",
      "model",
      "version",
      "key",
      "scope"),
  LABELS_ACCURACY(
      "saccade.labels.accuracy.ratio",
      Kind.GAUGE,
      "0 to 1",
      "The share of right predictions among those with a label, in the window reported on last.",
      "model",
      "version",
      "key",
      "scope"),
  LABELS_JOINED(
      "saccade.labels.joined.images",
      Kind.GAUGE,
      "images",
      "How many predictions with a label that window has.",
      "model",
      "version",
      "key",
      "scope"),
  NATIVE_HANDLES(
      "saccade.native.handles",
      Kind.GAUGE,
      "handles",
      "What is open outside of the heap: images, tensors and sessions.",
      "kind");

  /** What a metric is to Prometheus. */
  public enum Kind {
    COUNTER("counter", "_total"),
    GAUGE("gauge", ""),
    INFO("gauge", ""),
    /** A histogram of durations. */
    TIMES("histogram", "_seconds"),
    /** A histogram of numbers. */
    SIZES("histogram", "");

    private final String type;
    private final String ending;

    Kind(String type, String ending) {
      this.type = type;
      this.ending = ending;
    }

    /** As Prometheus calls it. */
    public String type() {
      return type;
    }
  }

  private final String id;
  private final Kind kind;
  private final String unit;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody can change what List.of() makes.
  private final List<String> labels;

  Metric(String id, Kind kind, String unit, String meaning, String... labels) {
    this.id = id;
    this.kind = kind;
    this.unit = unit;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** The name in Micrometer's registry. */
  public String id() {
    return id;
  }

  /** The name that Prometheus sees; of a histogram, that of its family. */
  public String prometheus() {
    return id.replace('.', '_') + kind.ending;
  }

  /** What it is to Prometheus. */
  public Kind kind() {
    return kind;
  }

  /** What it is counted or measured in. */
  public String unit() {
    return unit;
  }

  /** What it says, in a sentence or two. */
  public String meaning() {
    return meaning;
  }

  /** The names of its labels. */
  public List<String> labels() {
    return labels;
  }
}
