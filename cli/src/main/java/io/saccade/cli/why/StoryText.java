package io.saccade.cli.why;

import io.saccade.cli.drift.ReportText;
import io.saccade.model.ErrorCode;
import io.saccade.processor.topology.Headers;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.ImageReference;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.Prediction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A story in words. */
final class StoryText {

  private final Story story;
  private final List<String> lines = new ArrayList<>();

  private StoryText(Story story) {
    this.story = story;
  }

  static List<String> of(Story story) {
    StoryText text = new StoryText(story);
    text.line("event", story.name().toString());
    story.event().ifPresentOrElse(text::source, text::noSource);
    story.settled().ifPresent(text::settled);
    story.turn().ifPresent(text::turn);
    text.ending();
    return text.lines;
  }

  private void source(SourceEvent at) {
    line("stands", at.spot() + ", " + key(at.key()) + ", record of " + at.timestamp());
    at.event().ifPresentOrElse(this::event, () -> line("says", "nothing that can be read"));
  }

  private void noSource() {
    story
        .settled()
        .ifPresent(
            settled ->
                line("stood", settled.source() + "; the topic keeps it no more, by its retention"));
  }

  private void event(ImageEvent event) {
    String image =
        event.getImage() instanceof ImageReference reference
            ? "by reference to " + reference.getUri()
            : "of %,d bytes".formatted(((ByteBuffer) event.getImage()).remaining());
    line("image", "captured " + event.getCapturedAt() + ", " + image);
    if (!event.getId().equals(story.name().toString())) {
      line("id", event.getId());
    }
    if (!event.getAttributes().isEmpty()) {
      line("says", new TreeMap<>(event.getAttributes()).toString());
    }
  }

  private void settled(Settled settled) {
    settled.prediction().ifPresentOrElse(this::predicted, () -> failed(settled));
    story.inForce().ifPresentOrElse(this::release, () -> noRelease(settled));
    if (settled.prediction().isPresent()) {
      times(settled);
    }
    latency(settled);
    settled.header(Headers.REPLAY_OF).ifPresent(failure -> replay(failure, settled));
    story.window().ifPresentOrElse(this::window, () -> unwatched(settled));
    story.labels().forEach(label -> label(label, settled));
    line("written", Spot.of(settled.record()).toString());
    if (!settled.others().isEmpty()) {
      line("again", "the same event came out at " + said(settled.others()) + " as well");
    }
    if (!settled.namesakes().isEmpty()) {
      line("beware", "other events bear the same id: see " + said(settled.namesakes()));
    }
  }

  private void replay(String failure, Settled settled) {
    String attempt = settled.header(Headers.REPLAY_ATTEMPT).orElse("?");
    String source = settled.header(Headers.REPLAY_SOURCE).orElse("?");
    line("replay", "attempt %s for the failure %s of %s".formatted(attempt, failure, source));
  }

  private void predicted(Prediction prediction) {
    line(
        "answer",
        prediction.getLabels().stream().map(StoryText::said).collect(Collectors.joining(", ")));
    line(
        "by",
        "%s %s (%s)"
            .formatted(
                prediction.getModel().getName(),
                prediction.getModel().getVersion(),
                prediction.getModel().getSha256().substring(0, 12)));
  }

  private void failed(Settled settled) {
    String code = settled.header(Headers.ERROR_CODE).orElse("no code");
    line("failed", code + ": " + settled.header(Headers.ERROR_MESSAGE).orElse("no message"));
    Arrays.stream(ErrorCode.values())
        .filter(known -> known.name().equals(code))
        .findFirst()
        .ifPresent(known -> line("", known.meaning() + " docs/failures.md has every code."));
    settled.header(Headers.MODEL).ifPresent(model -> line("by", model));
  }

  private void release(InForce at) {
    long epoch = at.release().release().getEpoch();
    String who =
        at.release().isStart()
            ? "the bundle that the processor was started with"
            : "release %d by %s%s"
                .formatted(
                    epoch,
                    at.release().release().getIssuedBy(),
                    reason(at.release().release().getReason()));
    line("release", who + ", on this partition from offset " + at.since() + " on");
    if (at.canaryPercent().isPresent()) {
      double percent = at.canaryPercent().getAsDouble();
      line(
          "cohort",
          String.format(
              Locale.ROOT,
              "%s: the key stands at %.2f of 100, and the canary answers below %s",
              at.place() < percent ? "canary" : "primary",
              at.place(),
              percent));
    } else {
      line("cohort", "primary: the release had no canary");
    }
  }

  private void noRelease(Settled settled) {
    settled
        .prediction()
        .ifPresent(of -> line("cohort", of.getCohort().toString().toLowerCase(Locale.ROOT)));
    line("release", "nobody recorded which one was in force there");
  }

  private void times(Settled settled) {
    settled
        .header(Headers.BATCH_SIZE)
        .ifPresent(
            size ->
                line(
                    "batch",
                    "of %s on %s%s"
                        .formatted(
                            size.equals("1") ? "1 image" : size + " images",
                            settled.header(Headers.DEVICE).orElse("an unknown device"),
                            settled
                                .header(Headers.LANE)
                                .map(lane -> ", lane " + lane)
                                .orElse(""))));
    OptionalLong queued = settled.number(Headers.QUEUED_MICROS);
    OptionalLong decoded = settled.number(Headers.DECODE_MICROS);
    OptionalLong waited = settled.number(Headers.WAITED_MICROS);
    OptionalLong ran = settled.number(Headers.INFERENCE_MICROS);
    line(
        "times",
        "queued %s, decoded in %s, waited %s for the batch, which took %s"
            .formatted(millis(queued), millis(decoded), millis(waited), millis(ran)));
  }

  private void latency(Settled settled) {
    Optional<Instant> done = settled.processedAt();
    Optional<Instant> captured =
        story.event().flatMap(SourceEvent::event).map(ImageEvent::getCapturedAt);
    if (done.isPresent()) {
      Instant from = captured.orElse(Instant.ofEpochMilli(settled.record().timestamp()));
      line(
          "done",
          "%s, %s after %s"
              .formatted(
                  done.get(),
                  spoken(Duration.between(from, done.get())),
                  captured.isPresent() ? "it was captured" : "the time of its record"));
    }
  }

  private void window(DriftWindow window) {
    String span = window.start() + " to " + window.end() + ": ";
    line(
        "drift",
        window
            .report()
            .map(report -> span + verdict(report))
            .orElse(span + "not reported on yet; a window is, once it is over"));
  }

  private void unwatched(Settled settled) {
    if (settled.prediction().isPresent()) {
      line("drift", "not watched: the version came without a reference");
    }
  }

  private static String verdict(DriftReport report) {
    return "%s of %s, %,d images%s"
        .formatted(
            report.getState(),
            report.getStreamKey().isEmpty() ? "all images" : "key " + report.getStreamKey(),
            report.getImages(),
            report.getP() == null ? ", too few to be judged" : "; " + ReportText.reason(report));
  }

  private void label(ImageLabel label, Settled settled) {
    String truth = String.valueOf(label.getTrueClass());
    String verdict =
        settled
            .prediction()
            .map(of -> of.getLabels().get(0))
            .map(top -> truth.equals(top.getName()) || truth.equals("" + top.getIndex()))
            .map(right -> right ? "; the answer was right" : "; the answer was wrong")
            .orElse("");
    String source = label.getSource().isEmpty() ? "somebody" : label.getSource();
    line("label", truth + ", said " + source + " at " + label.getLabelledAt() + verdict);
  }

  private void turn(Turn turn) {
    line(
        "turn",
        turn.committed().isEmpty()
            ? "no processor of the group %s has taken this partition up; is one running?"
                .formatted(turn.group())
            : "the group %s is at offset %,d of this partition%s"
                .formatted(
                    turn.group(),
                    turn.committed().getAsLong(),
                    turn.ahead() == 0 ? "" : ", %,d events before it".formatted(turn.ahead())));
  }

  private void ending() {
    switch (story.ending()) {
      case PREDICTED, FAILED -> {}
      case PENDING -> line("so", "it waits for its turn; nothing is wrong with it");
      case GONE ->
          line("so", "it was dealt with, and what came of it is kept no more, or elsewhere");
      case UNKNOWN -> {
        line("so", "it is nowhere to be found, neither as an event nor as what came of one");
        story.searched().forEach(searched -> line("", "searched " + searched));
        boolean cut = story.searched().stream().anyMatch(Searched::cutShort);
        line(
            "next",
            story.name() instanceof EventName.At
                ? "the topic ends before that place"
                : cut
                    ? "narrow the search with --around TIME or --key, or lift it with --at-most"
                    : "widen the search with --from, such as --from earliest");
      }
    }
  }

  private static String key(byte @Nullable [] key) {
    return key == null ? "without a key" : "key " + new String(key, StandardCharsets.UTF_8);
  }

  private static String reason(String reason) {
    return reason.isEmpty() ? "" : " (\"" + reason + "\")";
  }

  private static String said(Label label) {
    return String.format(Locale.ROOT, "%s %.3f", label.getName(), label.getProbability());
  }

  private static String said(List<Spot> spots) {
    return spots.stream().map(Spot::toString).collect(Collectors.joining(", "));
  }

  private static String millis(OptionalLong micros) {
    return micros.isPresent()
        ? String.format(Locale.ROOT, "%.1f ms", micros.getAsLong() / 1e3)
        : "?";
  }

  private static String spoken(Duration time) {
    return time.toMinutes() >= 2
        ? time.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT)
        : String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1e3);
  }

  private void line(String name, String text) {
    // What people put into keys and names is not to move the cursor about.
    lines.add("%-9s %s".formatted(name, text.replaceAll("\\p{Cntrl}", "?")));
  }
}
