package io.saccade.cli.rights;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.cli.dashboard.MadeUpReports;
import io.saccade.cli.faults.DriftReference;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.registry.SchemaRegistryServer;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.DriftReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Without any one of the rights that are shipped, something that was promised fails, and says what
 * it lacks. Each user here has all of them but one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NecessaryRightsIT {

  /** The short form takes one in so many, beginning with the first. */
  private static final int EVERY = Integer.getInteger("rights.every", 14);

  private static final String PROCESSOR = "saccade";
  private static final String TOKEN = "whoever-writes-knows-this";
  private static final int IMAGES = 6;
  private static final Pattern EVENT = Pattern.compile("\"eventId\":\"([^\"]+)\"");
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Path folder;
  private final SecuredBroker broker;
  private final SchemaRegistryServer registry;
  private final Admin admin;
  private final List<Variation> processors;
  private final List<Variation> publishers;
  private final List<Variation> operators;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final SaccadeProcessor whole;

  NecessaryRightsIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.processors =
        Variation.each("p", ShippedRights.of("user-processor.yaml"), Variation.Named.FOR_THE_USER);
    this.publishers =
        Variation.each("e", ShippedRights.of("user-publisher.yaml"), Variation.Named.AS_SHIPPED);
    this.operators =
        Variation.each("o", ShippedRights.of("user-operator.yaml"), Variation.Named.AS_SHIPPED);
    List<String> users = new ArrayList<>(List.of(PROCESSOR));
    all().forEach(variation -> users.add(variation.user()));
    this.broker = SecuredBroker.start(folder, users);
    this.registry = SchemaRegistryServer.start(0, folder.resolve("registry"));
    this.admin = Admin.create(clients(SecuredBroker.ADMIN));
    BundleWriter.write(DriftReference.bundle(), folder.resolve("colors"), IfPresent.REFUSE);
    giveRights();
    this.whole = SaccadeProcessor.start(settings(PROCESSOR));
  }

  private List<Variation> all() {
    List<Variation> all = new ArrayList<>(processors);
    all.addAll(publishers);
    all.addAll(operators);
    return all;
  }

  private void giveRights() throws Exception {
    ProcessorSettings settings = settings(PROCESSOR);
    List<NewTopic> topics = new ArrayList<>();
    settings.topics().all().forEach(name -> topics.add(new NewTopic(name, 1, (short) 1)));
    settings.driftTopics().all().forEach(name -> topics.add(new NewTopic(name, 1, (short) 1)));
    settings.labels().topics().all().forEach(n -> topics.add(new NewTopic(n, 1, (short) 1)));
    settings.releases().topics().all().forEach(n -> topics.add(new NewTopic(n, 1, (short) 1)));
    admin.createTopics(topics).all().get();
    List<AclBinding> rights = new ArrayList<>(ShippedRights.of("user-processor.yaml"));
    all().forEach(variation -> rights.addAll(variation.rights()));
    admin.createAcls(rights).all().get();
  }

  /** What all of them find: events and their labels, reports, a release. */
  @BeforeAll
  void publish() throws Exception {
    log.start();
    root().addAppender(log);
    run(
        SecuredBroker.ADMIN,
        "publish",
        Samples.images(folder.resolve("images"), IMAGES).toString());
    String predictions =
        run(
                SecuredBroker.ADMIN,
                "watch",
                "predictions",
                "--from-beginning",
                "--limit",
                "" + IMAGES,
                "--format=json")
            .out();
    List<String> labels =
        EVENT.matcher(predictions).results().map(found -> found.group(1) + ",red").toList();
    run(
        SecuredBroker.ADMIN,
        "labels",
        Files.write(folder.resolve("labels.csv"), labels).toString());
    try (SerdeFactory serdes =
            SerdeFactory.create(Map.of("schema.registry.url", registry.url().toString()));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                clients(SecuredBroker.ADMIN),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      var writer = serdes.writer(DriftReport.class, "drift-statistics-value");
      for (DriftReport report : MadeUpReports.drift(Instant.now()).subList(0, 1)) {
        producer.send(new ProducerRecord<>("drift-statistics", writer.write(report))).get();
      }
    }
    run(SecuredBroker.ADMIN, "release", "set", "--model", "colors", "--shadow", "none");
  }

  @AfterAll
  void stop() throws Exception {
    root().detachAppender(log);
    whole.close();
    admin.close(Duration.ZERO);
    registry.close();
    broker.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private Map<String, Object> clients(String user) {
    Map<String, Object> clients = new HashMap<>(broker.as(user));
    clients.put("bootstrap.servers", broker.bootstrap());
    return clients;
  }

  private ProcessorSettings settings(String user) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    broker.as(user).forEach((name, value) -> settings.put("kafka." + name, value));
    settings.put("application.id", user);
    settings.put("bootstrap", broker.bootstrap());
    settings.put("registry.url", registry.url().toString());
    settings.put("model.bundle", folder.resolve("colors").toString());
    settings.put("state.dir", folder.resolve("state-" + user).toString());
    settings.put("labels.enabled", "on");
    settings.put("labels.every", "1s");
    settings.put("tuning", "fixed");
    settings.put("lanes", "1");
    settings.put("stream.threads", "1");
    settings.put("memory.budget", "128MiB");
    settings.put("http.port", "0");
    settings.put("http.token", TOKEN);
    return ProcessorSettings.load(null, Map.of(), settings);
  }

  private CliRun run(String user, String... args) throws Exception {
    List<String> lines = new ArrayList<>();
    broker.as(user).forEach((name, value) -> lines.add(name + "=" + value));
    Path config = Files.write(folder.resolve(user + ".properties"), lines);
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap", broker.bootstrap()));
    all.addAll(List.of("--registry", registry.url().toString()));
    all.addAll(List.of("--client-config", config.toString()));
    CliRun run = CliRun.of(all.toArray(String[]::new));
    if (user.equals(SecuredBroker.ADMIN)) {
      assertThat(run.code()).as(run.err()).isZero();
    }
    return run;
  }

  private static List<Variation> some(List<Variation> of) {
    List<Variation> some = new ArrayList<>();
    for (int i = 0; i < of.size(); i += EVERY) {
      some.add(of.get(i));
    }
    return some;
  }

  @Test
  void noneOfAProcessorCanBeLeftOut() throws Exception {
    List<String> spare = new ArrayList<>();
    for (Variation variation : some(processors)) {
      String told = trouble(variation);
      System.out.printf("without %s: %s%n", variation, told.lines().findFirst().orElse("nothing"));
      if (told.isEmpty()) {
        spare.add(variation.toString());
      }
    }
    assertThat(spare).isEmpty();
  }

  /** How the lack is told, or nothing where nobody notices. */
  private String trouble(Variation variation) throws Exception {
    log.list.clear();
    try (SaccadeProcessor processor = SaccadeProcessor.start(settings(variation.user()))) {
      release(processor);
      return Eventually.get(
          "somebody is told of the lack of " + variation,
          Duration.ofSeconds(20),
          () -> logged(variation));
    } catch (StartException e) {
      String told = String.valueOf(e.getMessage());
      return variation.isToldBy(told) ? told : "";
    } catch (AssertionError e) {
      return "";
    }
  }

  private Optional<String> logged(Variation variation) {
    return List.copyOf(log.list).stream()
        .map(
            event ->
                event.getThrowableProxy() == null
                    ? event.getFormattedMessage()
                    : event.getFormattedMessage() + " " + event.getThrowableProxy().getMessage())
        .filter(variation::isToldBy)
        .filter(line -> variation.isDeniedBy(broker.log()))
        .findFirst();
  }

  /** A release over HTTP, which a processor writes itself. */
  private static void release(SaccadeProcessor processor) throws Exception {
    URI releases = processor.address().orElseThrow().resolve("/v1/releases/colors");
    var unused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(releases)
                    .header("Authorization", "Bearer " + TOKEN)
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"shadow\":null}"))
                    .timeout(SOON)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void noneOfAPublisherCanBeLeftOut() throws Exception {
    requireAllNeeded(
        publishers,
        List.of(
            List.of("publish", folder.resolve("images").toString()),
            List.of("labels", folder.resolve("labels.csv").toString())));
  }

  @Test
  void noneOfAnOperatorCanBeLeftOut() throws Exception {
    requireAllNeeded(
        operators,
        List.of(
            List.of("release", "set", "--model", "colors", "--shadow", "none", "--no-wait"),
            List.of("release", "status", "--model", "colors"),
            List.of("watch", "predictions", "--from-beginning", "--until-end"),
            List.of("watch", "failures", "--from-beginning", "--until-end"),
            List.of("watch", "drift", "--from-beginning", "--until-end"),
            List.of("watch", "accuracy", "--from-beginning", "--until-end"),
            List.of("watch", "status", "--from-beginning", "--until-end"),
            List.of("drift", "accept", "--reset", "--model", "colors"),
            List.of("drift", "show", "--model", "colors")));
  }

  private void requireAllNeeded(List<Variation> variations, List<List<String>> commands)
      throws Exception {
    List<String> spare = new ArrayList<>();
    for (Variation variation : some(variations)) {
      boolean told = false;
      for (int i = 0; i < commands.size() && !told; i++) {
        CliRun run = run(variation.user(), commands.get(i).toArray(String[]::new));
        told = run.code() != 0 && variation.isToldBy(run.err());
      }
      if (!told || !variation.isDeniedBy(broker.log())) {
        spare.add(variation.toString());
      }
    }
    assertThat(spare).isEmpty();
  }
}
