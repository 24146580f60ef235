package io.saccade.cli.demo;

import io.saccade.cli.sandbox.Sandbox;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a demo is to run.
 *
 * @param scratch a folder for all that is kept while it runs
 * @param events how many images come out before and after the release, at the least
 * @param httpPort where operators and their browsers get in
 * @param token that operators show there
 */
record DemoPlan(Path scratch, int events, int httpPort, String token) {

  /** Few, so that each of them has traffic: a window is closed when all of them are past it. */
  private static final int PARTITIONS = 4;

  /** The settings of the processor, with what differs from those of every day. */
  ProcessorSettings settings(Sandbox sandbox, Path bundle) throws SettingsException {
    return ProcessorSettings.load(
        null,
        Map.of(),
        Map.ofEntries(
            Map.entry("bootstrap", sandbox.bootstrap()),
            Map.entry("registry.url", sandbox.registry()),
            Map.entry("model.bundle", bundle.toString()),
            Map.entry("bundle.roots", scratch.resolve("models").toString()),
            Map.entry("topics.create", "true"),
            Map.entry("topics.partitions", Integer.toString(PARTITIONS)),
            Map.entry("memory.budget", "256MiB"),
            Map.entry("instance.id", "demo"),
            Map.entry("http.port", Integer.toString(httpPort)),
            Map.entry("http.token", token),
            // The model is done in no time, and the demo is to be, too.
            Map.entry("tuning", "fixed"),
            // The time of the cameras is in order, so that no window waits for stragglers.
            Map.entry("drift.grace", "0s"),
            Map.entry("drift.idle", "1s"),
            Map.entry("drift.min.samples", Integer.toString(TimeLapse.WINDOW / 2)),
            // As often as may be set: the demo is to be quick, and says so.
            Map.entry("drift.false.alarm.every", "P4D"),
            Map.entry("state.dir", scratch.resolve("state").toString())));
  }

  /** Says where to look. */
  void announce(Consumer<String> told) {
    told.accept("dashboard " + address() + "   (token for promote and roll back: " + token + ")");
  }

  /** The address of the page. */
  String address() {
    return "http://127.0.0.1:" + httpPort + "/";
  }
}
