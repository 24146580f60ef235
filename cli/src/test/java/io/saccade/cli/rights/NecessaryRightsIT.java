package io.saccade.cli.rights;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.cli.dashboard.MadeUpReports;
import io.saccade.cli.faults.Eventually;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.ImageEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
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
  private static final int EVERY = Integer.getInteger("rights.every", 19);

  private static final String PROCESSOR = "saccade";
  private static final String ADMIN = SecuredBroker.ADMIN;
  private static final int IMAGES = 6;
  private static final Pattern EVENT = Pattern.compile("\"eventId\":\"([^\"]+)\"");
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration NOTICED = Duration.ofSeconds(30);

  private final RightsStage stage;
  private final SaccadeProcessor whole;
  private final List<Variation> processors;
  private final List<Variation> publishers;
  private final List<Variation> operators;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  NecessaryRightsIT(@TempDir Path folder) throws Exception {
    this.processors =
        Variation.each("p", ShippedRights.of("user-processor.yaml"), Variation.Named.FOR_THE_USER);
    this.publishers =
        Variation.each("e", ShippedRights.of("user-publisher.yaml"), Variation.Named.AS_SHIPPED);
    this.operators =
        Variation.each("o", ShippedRights.of("user-operator.yaml"), Variation.Named.AS_SHIPPED);
    List<Variation> all = new ArrayList<>(processors);
    all.addAll(publishers);
    all.addAll(operators);
    List<String> users = new ArrayList<>(List.of(PROCESSOR));
    List<AclBinding> rights = new ArrayList<>(ShippedRights.of("user-processor.yaml"));
    for (Variation variation : all) {
      users.add(variation.user());
      rights.addAll(variation.rights());
    }
    // The processors that lack something are instances of the same model, in groups of their own.
    operators.forEach(operator -> rights.add(mayDescribeGroupsOfProcessors(operator.user())));
    this.stage = new RightsStage(folder, users, 1);
    stage.give(rights);
    this.whole = SaccadeProcessor.start(stage.settings(PROCESSOR, Map.of()));
  }

  private static AclBinding mayDescribeGroupsOfProcessors(String user) {
    return new AclBinding(
        new ResourcePattern(ResourceType.GROUP, "p", PatternType.PREFIXED),
        new AccessControlEntry(
            "User:" + user, "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));
  }

  /** What all of them find: events and their labels, reports, a release. */
  @BeforeAll
  void publish() throws Exception {
    log.start();
    root().addAppender(log);
    Path images = Samples.images(stage.folder().resolve("images"), IMAGES);
    Instant before = Instant.now().minus(Duration.ofHours(1));
    stage.send("images", ImageEvent.class, oldEvents(images, before), before.toEpochMilli());
    stage.does(ADMIN, "publish", images.toString());
    String limit = String.valueOf(IMAGES + 1);
    String predictions =
        stage.does(
            ADMIN,
            "watch",
            "predictions",
            "--from-beginning",
            "--limit",
            limit,
            "--format",
            "json");
    Path labels = stage.folder().resolve("labels.csv");
    Files.write(
        labels,
        EVENT.matcher(predictions).results().map(found -> found.group(1) + ",red").toList());
    stage.does(ADMIN, "labels", labels.toString());
    Instant now = Instant.now();
    List<DriftReport> reports = MadeUpReports.drift(now).subList(0, 1);
    stage.send("drift-statistics", DriftReport.class, reports, now.toEpochMilli());
    stage.does(ADMIN, "release", "set", "--model", "colors", "--shadow", "none");
  }

  /** One whose window has ended, and one that shows nothing. */
  private static List<ImageEvent> oldEvents(Path images, Instant at) throws Exception {
    List<ImageEvent> events = new ArrayList<>();
    try (var files = Files.list(images)) {
      byte[] image = Files.readAllBytes(files.sorted().findFirst().orElseThrow());
      for (byte[] bytes : List.of(image, Arrays.copyOf(image, 40))) {
        events.add(
            ImageEvent.newBuilder()
                .setId("event-of-" + bytes.length)
                .setCapturedAt(at)
                .setImage(ByteBuffer.wrap(bytes))
                .build());
      }
    }
    return events;
  }

  @AfterAll
  void stop() throws Exception {
    root().detachAppender(log);
    whole.close();
    stage.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
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
    Map<String, String> own =
        Map.of("application.id", variation.user(), "stream.threads", "1", "drift.grace", "1s");
    try (SaccadeProcessor processor =
        SaccadeProcessor.start(stage.settings(variation.user(), own))) {
      release(processor);
      return Eventually.get(
          "somebody is told of the lack of " + variation, NOTICED, () -> logged(variation));
    } catch (StartException e) {
      String told = String.valueOf(e.getMessage());
      return variation.isToldBy(told) ? told : "";
    } catch (AssertionError e) {
      return "";
    }
  }

  private Optional<String> logged(Variation variation) {
    return List.copyOf(log.list).stream()
        .map(NecessaryRightsIT::text)
        .filter(variation::isToldBy)
        // Of what it does not even see it asks for nothing.
        .filter(line -> line.contains("may not see") || variation.isDeniedBy(stage.log()))
        .findFirst();
  }

  private static String text(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(event.getFormattedMessage());
    for (IThrowableProxy thrown = event.getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      text.append(": ").append(thrown.getMessage());
    }
    return text.toString();
  }

  /** A release over HTTP, which a processor writes itself. */
  private static void release(SaccadeProcessor processor) throws Exception {
    URI releases = processor.address().orElseThrow().resolve("/v1/releases/colors");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(releases)
                    .header("Authorization", "Bearer " + RightsStage.TOKEN)
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"shadow\":null}"))
                    .timeout(SOON)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isIn(202, 503);
  }

  @Test
  void noneOfAPublisherCanBeLeftOut() throws Exception {
    requireAllNeeded(
        publishers,
        List.of(
            List.of("publish", stage.folder().resolve("images").toString()),
            List.of("labels", stage.folder().resolve("labels.csv").toString())));
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
            List.of("drift", "accept", "--reset", "--model", "colors", "--key", "camera-00"),
            List.of("drift", "show", "--model", "colors")));
  }

  private void requireAllNeeded(List<Variation> variations, List<List<String>> commands)
      throws Exception {
    List<String> spare = new ArrayList<>();
    for (Variation variation : some(variations)) {
      String said = "";
      boolean told = false;
      for (int i = 0; i < commands.size() && !told; i++) {
        CliRun run = stage.run(variation.user(), commands.get(i));
        told = run.code() != 0 && variation.isToldBy(run.err());
        said = told ? run.err() : said + run.err();
      }
      System.out.printf("without %s: %s%n", variation, told ? said.strip() : "nothing");
      if (!told) {
        spare.add(variation + " " + said);
      }
    }
    assertThat(spare).isEmpty();
  }
}
