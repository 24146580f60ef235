package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * `saccade process` with the demo's model, and with short time-outs: what is waited for after a
 * kill is the group's session and the transaction that the dead process left open.
 */
public final class SaccadeProgram implements Program {

  /** Several of them start on two cores: little is compiled, and few threads collect garbage. */
  public static final List<String> JVM =
      List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Little memory and time for each of several instances on two cores. */
  private static final Map<String, String> TIGHT =
      Map.of("memory.budget", "128MiB", "lanes", "2", "tuning", "fixed", "session.timeout", "2s");

  private final Path bundle;
  private final List<String> jvm;
  private final Map<String, String> settings;

  private SaccadeProgram(Path bundle, List<String> jvm, Map<String, String> settings) {
    this.bundle = bundle;
    this.jvm = jvm;
    this.settings = settings;
  }

  /**
   * The program with a bundle of its own, and nothing that would replace it.
   *
   * @param folder where the bundle is written
   * @param guarantee {@code exactly_once_v2} or {@code at_least_once}
   */
  public static SaccadeProgram of(Path folder, String guarantee) throws IOException {
    Path bundle = folder.resolve("bundle");
    if (!Files.exists(bundle)) {
      BundleWriter.write(ColorModel.bundle("1"), bundle, IfPresent.REFUSE);
    }
    Map<String, String> settings = new TreeMap<>(TIGHT);
    settings.put("processing.guarantee", guarantee);
    settings.put("releases", "off");
    return new SaccadeProgram(bundle, JVM, settings);
  }

  /** The same with one more setting. */
  public SaccadeProgram with(String setting, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(setting, value);
    return new SaccadeProgram(bundle, jvm, more);
  }

  /** The same with other options of the JVM. */
  public SaccadeProgram withJvm(String... options) {
    return new SaccadeProgram(bundle, List.of(options), settings);
  }

  /**
   * The same with such a heap, and everything else that memory depends on at its default; it ends
   * where the heap is exhausted, as the launcher has it.
   */
  SaccadeProgram withHeap(String most) {
    Map<String, String> fewer = new TreeMap<>(settings);
    fewer.keySet().removeAll(TIGHT.keySet());
    return new SaccadeProgram(bundle, List.of("-XX:+ExitOnOutOfMemoryError", "-Xmx" + most), fewer);
  }

  public Path bundle() {
    return bundle;
  }

  @Override
  public CliProcess start(Stage stage, String client, Path folder, Path output) throws IOException {
    Path config = configure(stage, client, folder);
    return CliProcess.start(
        output, jvm, Map.of(), List.of("process", "--verbose", "--config", config.toString()));
  }

  /** Writes the file of settings into the instance's own folder. */
  public Path configure(Stage stage, String client, Path folder) throws IOException {
    Path config = folder.resolve("processor.yaml");
    Files.write(config, yaml(stage, client, folder));
    return config;
  }

  private List<String> yaml(Stage stage, String client, Path folder) {
    Map<String, String> all = new TreeMap<>();
    all.put("application.id", stage.name());
    all.put("bootstrap", stage.bootstrap());
    all.put("registry.url", stage.registry());
    all.put("topics.images", stage.images());
    all.put("topics.predictions", stage.predictions());
    all.put("topics.failures", stage.failures());
    all.put("model.bundle", bundle.toString());
    all.put("state.dir", folder.resolve("state").toString());
    all.put("kafka.producer.transaction.timeout.ms", "10000");
    all.put("instance.id", client);
    all.put("releases", "off");
    all.putAll(settings);
    return all.entrySet().stream()
        .map(setting -> "%s: \"%s\"".formatted(setting.getKey(), setting.getValue()))
        .toList();
  }
}
