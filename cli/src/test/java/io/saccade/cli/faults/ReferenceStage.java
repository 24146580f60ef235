package io.saccade.cli.faults;

import io.saccade.cli.CliProcess;
import io.saccade.cli.Samples;
import io.saccade.cli.rights.BrokerKeys;
import io.saccade.processor.bundles.S3Server;
import io.saccade.schemas.avro.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Where images lie that events refer to: in a folder, with a host that serves the folder over
 * https, and in a bucket that has the same; and the broker of the events.
 */
final class ReferenceStage implements AutoCloseable {

  /** How many images there are below {@link #PHOTOGRAPHS}. */
  static final int IMAGES = 8;

  /** The folder, the path and the prefix that holds images that are all good. */
  static final String PHOTOGRAPHS = "2026";

  /** The bucket. */
  static final String BUCKET = "photographs";

  /** The most bytes of an image that the processor fetches. */
  static final int MAX_BYTES = 100_000;

  /** How long the processor tries to get one image. */
  static final Duration DEADLINE = Duration.ofMillis(2_500);

  private static final String PASSWORD = "of-all-the-keys";

  private final Path folder;
  private final Path images;
  private final Path bucket;
  private final BrokerKeys keys;
  private final ImageHost host;
  private final S3Server s3;
  private final SandboxProcess sandbox;
  private final List<Path> files;

  ReferenceStage(Path folder) throws Exception {
    this.folder = folder;
    this.images = Files.createDirectories(folder.resolve("images"));
    this.bucket = Files.createDirectories(folder.resolve("s3/objects").resolve(BUCKET));
    this.files = draw();
    ExecutorService beside = Executors.newCachedThreadPool();
    try {
      // None of them needs another to start.
      Future<SandboxProcess> broker = beside.submit(() -> SandboxProcess.start(folder));
      Future<S3Server> objects = beside.submit(() -> S3Server.start(folder.resolve("s3")));
      this.keys = BrokerKeys.makeServing(folder.resolve("keys"), PASSWORD);
      this.host = host(images);
      this.s3 = objects.get();
      this.sandbox = broker.get();
    } finally {
      beside.shutdown();
    }
  }

  private List<Path> draw() throws Exception {
    Path drawn = Samples.images(images.resolve(PHOTOGRAPHS), IMAGES);
    Path copies = Files.createDirectories(bucket.resolve(PHOTOGRAPHS));
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(drawn)) {
      for (Path image : all.sorted().toList()) {
        Files.copy(image, copies.resolve(image.getFileName()));
        found.add(image);
      }
    }
    return found;
  }

  /** The folder of all images. */
  Path images() {
    return images;
  }

  /** One of the images, round and round. */
  Path image(int number) {
    return files.get(number % files.size());
  }

  /** The folder whose files are the objects of the bucket. */
  Path bucket() {
    return bucket;
  }

  /** The host that the processors know. */
  ImageHost host() {
    return host;
  }

  /** Another host of this machine, which serves a folder. */
  ImageHost host(Path served) throws Exception {
    return new ImageHost(keys.serving(), served);
  }

  Stage stage(String name) {
    return sandbox.stage(name);
  }

  /** What an event says of the image of this number, wherever it is. */
  ImageReference reference(String uri, int number) throws Exception {
    return new ImageReference(uri, Verifier.digest(Files.readAllBytes(image(number))));
  }

  /** Where the image of this number is served. */
  String served(ImageHost by, int number) {
    return by.at(images.relativize(image(number)).toString()).toString();
  }

  /** A processor that may fetch from all three, and soon gives up. */
  SaccadeProgram program() throws IOException {
    List<String> jvm = new ArrayList<>(SaccadeProgram.JVM);
    jvm.addAll(trusting());
    jvm.add("-Daws.accessKeyId=" + S3Server.ACCESS_KEY);
    jvm.add("-Daws.secretAccessKey=" + S3Server.SECRET_KEY);
    return SaccadeProgram.of(folder, "exactly_once_v2")
        .withJvm(jvm.toArray(String[]::new))
        .with("http.port", "0")
        .with("source.uri.schemes", "https,file,s3")
        .with("source.uri.hosts", host.name().replace("127.0.0.1", "localhost"))
        .with("source.uri.internal.hosts", host.name())
        .with("source.uri.buckets", BUCKET)
        .with("source.uri.roots", images.toString())
        .with("source.uri.max.bytes", Integer.toString(MAX_BYTES))
        .with("source.uri.byte.timeout", "1s")
        .with("source.uri.total.timeout", DEADLINE.toMillis() + "ms")
        .with("source.uri.outage.pause", "200ms")
        .with("bundle.s3.endpoint", s3.endpoint().toString())
        .with("bundle.s3.path.style", "true");
  }

  /** The negative control. */
  Program naive() {
    List<String> jvm = new ArrayList<>(SaccadeProgram.JVM);
    jvm.addAll(trusting());
    return (stage, client, own, output) ->
        CliProcess.startMain(
            output,
            jvm,
            Map.of(),
            NaiveReferences.class.getName(),
            List.of(
                stage.bootstrap(),
                stage.registry(),
                stage.name(),
                stage.images(),
                stage.predictions()));
  }

  /** What lets a process believe the hosts. */
  private List<String> trusting() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + keys.trusted(),
        "-Djavax.net.ssl.trustStorePassword=" + keys.password());
  }

  @Override
  public void close() {
    host.close();
    s3.close();
    sandbox.close();
  }
}
