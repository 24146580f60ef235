package io.saccade.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.release.ReleaseCommand;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Manifest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * The second act: another version is released while the cameras go on, by the very command that an
 * operator would type.
 *
 * @param warm since when the first version is a fair comparison, by {@link System#nanoTime}
 * @param images how many have to come out afterwards
 */
record ReleaseAct(Stage stage, long warm, long images) {

  private static final String DOING = "the second version was being released";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final String ENOUGH_SECONDS = "90";

  Swap play() throws CommandFailedException, BundleRefusedException, InterruptedException {
    Manifest first = Bundle.read(stage.versions().first()).manifest();
    Manifest second = Bundle.read(stage.versions().second()).manifest();
    long from = System.nanoTime();
    Ran ran = release(second);
    new Stage.Patience(stage, DOING).require();
    Optional<String> failure = ran.failure();
    failure.ifPresentOrElse(
        why -> stage.told().accept("not released: " + why),
        () ->
            stage
                .told()
                .accept(
                    "version %s serves after %.1f s, and the cameras go on ..."
                        .formatted(second.version(), ran.millis() / 1e3)));
    awaitMore(second.version());
    return swap(first.version(), second.version(), from, ran);
  }

  /**
   * What a command came to.
   *
   * @param failure what it said, where it failed
   * @param millis from its start until all instances served the release
   */
  private record Ran(Optional<String> failure, long millis) {}

  private Ran release(Manifest second) throws CommandFailedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "set",
                "--model",
                second.name(),
                "--version",
                second.version(),
                "--bundle",
                stage.versions().second().toString(),
                "--reason",
                stage.versions().differ() ? "learned more" : "to see a swap"));
    stage.told().accept("$ saccade release " + String.join(" ", words));
    words.addAll(Arrays.asList("--timeout", ENOUGH_SECONDS, "--format", "json"));
    words.addAll(Arrays.asList("--bootstrap", stage.sandbox().bootstrap()));
    words.addAll(Arrays.asList("--registry", stage.sandbox().registry()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    StopSignal.Interrupter interrupter = stage.stop().interrupter();
    try {
      int code =
          new CommandLine(new ReleaseCommand())
              .setCaseInsensitiveEnumValuesAllowed(true)
              .setExecutionExceptionHandler(new BadEndings())
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .execute(words.toArray(String[]::new));
      return code == 0
          ? new Ran(Optional.empty(), millis(out.toString()))
          : new Ran(Optional.of(err.toString().strip().replace("saccade: ", "")), 0);
    } finally {
      interrupter.disarm();
    }
  }

  private static long millis(String json) throws CommandFailedException {
    try {
      JsonNode node = new ObjectMapper().readTree(json);
      return node.path("millis").asLong();
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("release set printed no JSON: " + json, e);
    }
  }

  private void awaitMore(String version) throws CommandFailedException, InterruptedException {
    long start = stage.underway().settled();
    // What was on its way when it began to serve may still be the first version's.
    long goal = start + stage.underway().outstanding() + images;
    try (Progress progress = Progress.of("version " + version + " answers", images, "images")) {
      stage.await(
          DOING,
          () -> {
            long settled = stage.underway().settled();
            progress.stepTo(Math.min(settled - start, images));
            return settled >= goal;
          });
    }
  }

  private Swap swap(String first, String second, long from, Ran ran) {
    long now = System.nanoTime();
    Stretch seen = stage.seen();
    long answered =
        seen.arrivals().stream()
            .filter(arrival -> arrival.version().equals(second))
            .mapToLong(Arrival::nanos)
            .findFirst()
            .orElse(from);
    Stretch during = seen.between(from, Math.min(now, answered + SECOND));
    return new Swap(
        first,
        second,
        ran.failure(),
        Duration.ofMillis(ran.millis()),
        seen.between(warm, from),
        during,
        seen.where(arrival -> arrival.version().equals(second)));
  }
}
