package io.saccade.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.cli.faults.DriftReference;
import io.saccade.cli.registry.SchemaRegistryServer;
import io.saccade.cli.rights.BrokerKeys;
import io.saccade.cli.rights.SecuredBroker;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Brokers that ask for certificates, and for passwords by SCRAM: all that Saccade does goes
 * through, and whoever is not let in is told which setting to look at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecuredListenersIT {

  private static final String PASSWORD = "a-password-of-scram";
  private static final int IMAGES = 8;

  /** The short form tries each mistake with one command, and some with the processor. */
  private static final int EVERY = Integer.getInteger("security.every", 3);

  private static final Map<String, String> IMPATIENT =
      Map.of("default.api.timeout.ms", "6000", "request.timeout.ms", "3000");
  private static final Duration SOON = Duration.ofSeconds(90);

  private final Path folder;
  private final BrokerKeys keys;
  private final SecuredBroker broker;
  private final SchemaRegistryServer registry;
  private final Path images;

  SecuredListenersIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.keys = BrokerKeys.make(folder.resolve("keys"), "a-password-of-stores");
    this.broker = SecuredBroker.start(folder, keys, PASSWORD);
    this.registry = SchemaRegistryServer.start(0, folder.resolve("registry"));
    this.images = Samples.images(folder.resolve("images"), IMAGES);
  }

  @BeforeAll
  void spoilAnImage() throws Exception {
    Map<String, Object> clients = new HashMap<>(broker.as(SecuredBroker.ADMIN));
    clients.put("bootstrap.servers", broker.bootstrap());
    try (Admin admin = Admin.create(clients)) {
      assertThat(admin.describeCluster().nodes().get()).isNotEmpty(); // It serves.
    }
    Path whole = images.resolve("000-red.jpg");
    byte[] bytes = Files.readAllBytes(Files.exists(whole) ? whole : anyImage());
    Files.write(images.resolve("999-cut.jpg"), Arrays.copyOf(bytes, bytes.length / 2));
    BundleWriter.write(DriftReference.bundle(), folder.resolve("colors/1"), IfPresent.REFUSE);
  }

  @AfterAll
  void stop() throws Exception {
    registry.close();
    broker.close();
  }

  private Path anyImage() throws Exception {
    try (var files = Files.list(images)) {
      return files.findFirst().orElseThrow();
    }
  }

  private List<Way> good() {
    return List.of(Way.certificate(broker, keys, "saccade"), Way.password(broker, keys, PASSWORD));
  }

  private Map<String, String> settings(Way way, String state) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("application.id", way.name());
    settings.put("registry.url", registry.url().toString());
    settings.put("model.bundle", folder.resolve("colors/1").toString());
    settings.put("state.dir", folder.resolve(way.name() + state).toString());
    settings.put("instance.id", way.name());
    settings.put("topics.create", "true");
    settings.put("topics.partitions", "2");
    settings.put("labels.enabled", "on");
    settings.put("tuning", "fixed");
    settings.put("lanes", "1");
    settings.put("memory.budget", "128MiB");
    return settings;
  }

  @Test
  void letEveryClientOfSaccadeIn() throws Exception {
    List<CliProcess> processors = new ArrayList<>();
    try {
      for (Way way : good()) {
        CliProcess processor = way.processor(folder, settings(way, "-1"), "-v");
        processors.add(processor);
        processor.awaitLine("^running", SOON); // The first one makes the topics.
      }
      for (Way way : good()) {
        works(way, "publish", images.toString());
      }
      // Each of two processors answers what came in by each of two ways.
      String answers = String.valueOf(4 * IMAGES);
      for (Way way : good()) {
        CliRun predictions =
            works(way, "watch", "predictions", "--from-beginning", "--limit", answers);
        assertThat(predictions.out().lines()).hasSize(4 * IMAGES);
        CliRun failures = works(way, "watch", "failures", "--from-beginning", "--limit", "4");
        assertThat(failures.out()).contains("IMAGE_");
        works(way, "release", "set", "--model", "colors", "--version", "1", "--shadow", "none");
        works(way, "release", "status", "--model", "colors");
        assertThat(run(way, "drift", "show").err()).contains("there are no such reports");
      }
      stop(processors);
      restore(good().get(0));
    } finally {
      processors.forEach(CliProcess::close);
    }
  }

  /** With its own state gone, it has to be read from its changelog by a consumer for that. */
  private void restore(Way way) throws Exception {
    try (CliProcess again = way.processor(folder, settings(way, "-2"), "--log-level", "info")) {
      again.awaitLine("Finished restoring changelog " + way.name() + "-drift", SOON);
      again.awaitLine("^running", SOON);
      stop(List.of(again));
    }
  }

  private static void stop(List<CliProcess> processors) throws Exception {
    processors.forEach(CliProcess::terminate);
    for (CliProcess processor : processors) {
      assertThat(processor.awaitExit(SOON)).as(processor.output()).isZero();
      assertThat(processor.output()).doesNotContain("AuthorizationException");
    }
  }

  private CliRun works(Way way, String... args) throws Exception {
    CliRun run = run(way, args);
    assertThat(run.code()).as("%s %s: %s", way.name(), List.of(args), run.err()).isZero();
    return run;
  }

  private CliRun run(Way way, String... args) throws Exception {
    return way.run(folder, registry.url().toString(), args);
  }

  /** What is wrong, and the settings that the message has to name. */
  private Map<Way, List<String>> wrong() {
    Way certificate = Way.certificate(broker, keys, "saccade");
    Way password = Way.password(broker, keys, PASSWORD);
    Map<Way, List<String>> wrong = new LinkedHashMap<>();
    wrong.put(Way.certificate(broker, keys, "stranger"), List.of("ssl.keystore."));
    wrong.put(Way.certificate(broker, keys, "expired"), List.of("ssl.keystore."));
    wrong.put(
        certificate.with(
            "no-certificate",
            Map.of(
                "ssl.keystore.location", "", "ssl.keystore.password", "", "ssl.key.password", "")),
        List.of("ssl.keystore."));
    wrong.put(
        certificate.with(
            "no-trust", Map.of("ssl.truststore.location", "", "ssl.truststore.password", "")),
        List.of("ssl.truststore.location"));
    wrong.put(
        certificate.with("no-file", Map.of("ssl.truststore.location", "/not/there.p12")),
        List.of("ssl.truststore.location", "/not/there.p12"));
    wrong.put(
        certificate.with("store-password", Map.of("ssl.keystore.password", "wrong")),
        List.of("ssl.keystore.password"));
    wrong.put(
        Way.password(broker, keys, "not-the-password").with("wrong-password", Map.of()),
        List.of("sasl.jaas.config"));
    wrong.put(
        password.with("mechanism", Map.of("sasl.mechanism", "SCRAM-SHA-256")),
        List.of("sasl.mechanism"));
    wrong.put(
        certificate.with("plaintext", Map.of("security.protocol", "PLAINTEXT")),
        List.of("security.protocol", "speaks TLS"));
    wrong.put(
        new Way("tls-to-plain", broker.bootstrap(), certificate.clients()),
        List.of("security.protocol"));
    return wrong;
  }

  @Test
  void tellWhoeverIsNotLetInWhichSettingToLookAt() throws Exception {
    List<List<String>> commands =
        List.of(
            List.of("publish", images.toString()),
            List.of("watch", "predictions", "--until-end"),
            List.of("release", "status", "--model", "colors"),
            List.of("drift", "show"));
    ExecutorService four = Executors.newFixedThreadPool(4);
    List<Future<String>> answers = new ArrayList<>();
    try {
      int turn = 0;
      for (Map.Entry<Way, List<String>> one : wrong().entrySet()) {
        Way way = one.getKey().with(one.getKey().name(), IMPATIENT);
        for (List<String> command : commands) {
          if (turn++ % EVERY == 0) {
            answers.add(four.submit(() -> command(way, command, one.getValue())));
          }
        }
        if (turn++ % EVERY == 0) {
          answers.add(four.submit(() -> processor(way, one.getValue())));
        }
      }
      List<String> complaints = new ArrayList<>();
      for (Future<String> answer : answers) {
        complaints.add(answer.get());
      }
      complaints.removeIf(String::isEmpty);
      assertThat(complaints).as(String.join("\n", complaints)).isEmpty();
    } finally {
      four.shutdownNow();
    }
  }

  private String command(Way way, List<String> command, List<String> named) throws Exception {
    long before = System.nanoTime();
    CliRun run =
        run(
            way.with(way.name() + Thread.currentThread().getId(), Map.of()),
            command.toArray(String[]::new));
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    return complaint(way.name() + " " + command.get(0), run.code(), run.err(), named)
        + (took.compareTo(Duration.ofSeconds(40)) > 0 ? way.name() + " took " + took : "");
  }

  private String processor(Way way, List<String> named) throws Exception {
    try (CliProcess processor = way.processor(folder, settings(way, "-wrong"))) {
      int code = processor.awaitExit(SOON);
      return complaint(way.name() + " process", code, processor.output(), named);
    }
  }

  /** What is wrong with how somebody was told, or nothing. */
  private static String complaint(String who, int code, String said, List<String> named) {
    List<String> ours = said.lines().filter(line -> line.startsWith("saccade: ")).toList();
    boolean well =
        code == 1
            && ours.size() == 1
            && named.stream().allMatch(ours.get(0)::contains)
            && !said.contains("\tat ")
            && !said.contains("bug in saccade")
            && !said.contains(PASSWORD);
    System.out.printf("not let in: %s: %s%n", who, ours.isEmpty() ? "nothing" : ours.get(0));
    return well ? "" : "%s ended with %d: %s%n".formatted(who, code, said);
  }
}
