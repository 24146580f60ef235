package io.saccade.cli.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saccade.cli.faults.EventLoad;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.Stage;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker, a registry, a processor that waits for its first release, and what comes to them. */
final class Exhibition implements AutoCloseable {

  /** What an operator has to show. */
  static final String TOKEN = "an-operators-own-secret";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MODEL = "colors";

  private final Sandbox sandbox;
  private final Stage stage;
  private final SerdeFactory serdes;
  private final Path bundles;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<SaccadeProcessor> processor = new CompletableFuture<>();
  private final ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();

  private Exhibition(Sandbox sandbox, Path folder, URI address) throws Exception {
    this.sandbox = sandbox;
    this.stage = new Stage("shown", sandbox.bootstrap(), sandbox.registry());
    this.serdes = SerdeFactory.create(Map.of("schema.registry.url", sandbox.registry()));
    this.bundles = folder.resolve("bundles");
    this.address = address;
  }

  /** Starts a processor that answers over HTTP, and has nothing to serve. */
  static Exhibition open(Path folder) throws Exception {
    int port = freePort();
    Sandbox sandbox = Sandbox.start(0, 0, folder.resolve("data"));
    Exhibition made =
        new Exhibition(sandbox, folder, URI.create("http://127.0.0.1:%d/".formatted(port)));
    made.createTopics();
    ProcessorSettings settings = made.settings(folder, port);
    Thread starter = new Thread(() -> made.start(settings), "exhibition");
    starter.setDaemon(true);
    starter.start();
    Eventually.holds("http answers", PATIENCE, () -> made.answers("health/live"));
    return made;
  }

  URI address() {
    return address;
  }

  /** Releases as an operator does, over HTTP. */
  void release(String body) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address.resolve("v1/releases/" + MODEL))
                .header("Authorization", "Bearer " + TOKEN)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.body());
    }
  }

  /** Writes a version's bundle; returns where. */
  Path bundle(String version) throws IOException {
    Path place = bundles.resolve(version);
    BundleWriter.write(ColorModel.bundle(version), place, IfPresent.REFUSE);
    return place;
  }

  /** Waits until the first release serves. */
  SaccadeProcessor running() throws Exception {
    SaccadeProcessor started = processor.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!started.awaitRunning(PATIENCE)) {
      throw new AssertionError("the processor does not run");
    }
    return started;
  }

  /** Lets images come from now on, every so often a bad one. */
  void traffic() throws Exception {
    EventLoad load = new EventLoad(stage, 7);
    byte[] empty = load.event(new byte[0]);
    byte[] text = load.event("<html>404</html>".getBytes(UTF_8));
    var unused =
        traffic.scheduleAtFixedRate(
            () -> {
              for (int i = 0; i < 12; i++) {
                send(load, load.event());
              }
              send(load, empty);
              send(load, text);
            },
            0,
            100,
            TimeUnit.MILLISECONDS);
  }

  /** Nobody waits: what does not arrive is missed on the page. */
  private static void send(EventLoad load, byte[] event) {
    var unused = load.send(load.key(), event);
  }

  /** Puts reports on their topics, as instances do. */
  void report(List<DriftReport> drift, List<AccuracyReport> accuracy) throws Exception {
    var unused =
        new Reporter(sandbox.bootstrap(), serdes)
            .send("drift-statistics", DriftReport.class, drift)
            .send("accuracy", AccuracyReport.class, accuracy);
  }

  /** Ends the processor; the broker goes on. */
  void end() throws Exception {
    traffic.shutdownNow();
    processor.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).close();
  }

  @Override
  public void close() throws IOException {
    traffic.shutdownNow();
    if (processor.isDone() && !processor.isCompletedExceptionally()) {
      processor.join().close();
    }
    serdes.close();
    sandbox.close();
  }

  private void start(ProcessorSettings settings) {
    try {
      processor.complete(SaccadeProcessor.start(settings));
    } catch (Exception | Error e) {
      processor.completeExceptionally(e);
    }
  }

  private void createTopics() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", sandbox.bootstrap()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("drift-statistics", Optional.of(2), Optional.empty()),
                  new NewTopic("accuracy", Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
  }

  private ProcessorSettings settings(Path folder, int port) throws Exception {
    return ProcessorSettings.load(
        null,
        Map.of(),
        Map.ofEntries(
            Map.entry("bootstrap", sandbox.bootstrap()),
            Map.entry("registry.url", sandbox.registry()),
            Map.entry("application.id", stage.name()),
            Map.entry("topics.images", stage.images()),
            Map.entry("topics.predictions", stage.predictions()),
            Map.entry("topics.failures", stage.failures()),
            Map.entry("topics.create", "true"),
            Map.entry("topics.partitions", "4"),
            Map.entry("model.name", MODEL),
            Map.entry("bundle.roots", folder.toString()),
            Map.entry("http.port", Integer.toString(port)),
            Map.entry("http.token", TOKEN),
            Map.entry("instance.id", "exhibit-1"),
            Map.entry("memory.budget", "128MiB"),
            Map.entry("tuning", "fixed"),
            Map.entry("state.dir", folder.resolve("state").toString())));
  }

  private boolean answers(String path) throws InterruptedException {
    if (processor.isCompletedExceptionally()) {
      throw new AssertionError("the processor did not start: " + processor);
    }
    try {
      return client
              .send(
                  HttpRequest.newBuilder(address.resolve(path)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
