package io.saccade.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The release commands against a real broker and registry; each test has a model of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReleaseCommandsIT {

  @TempDir private static Path data;
  @TempDir private Path folder;
  private ReleaseSandbox sandbox;

  @BeforeAll
  void startSandbox() throws Exception {
    sandbox = ReleaseSandbox.start(data);
  }

  @AfterAll
  void stopSandbox() throws Exception {
    sandbox.close();
  }

  @AfterEach
  void endInstances() {
    sandbox.endInstances();
  }

  private void instance(String name, String model) throws Exception {
    sandbox.instance(name, model, "0");
  }

  private CliRun release(String command, String model, String... more) {
    return sandbox.run(
        Stream.concat(Stream.of("release", command, "--model", model), Stream.of(more)).toList());
  }

  private static JsonNode json(CliRun run) throws Exception {
    return new ObjectMapper().readTree(run.out().lines().reduce((a, b) -> b).orElse(""));
  }

  private static void succeeds(CliRun run) {
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
  }

  @Test
  void releasesACanaryPromotesItRollsItBackAndTellsOfItAll() throws Exception {
    instance("one", "whole");
    instance("two", "whole");
    CliRun set = release("set", "whole", "--version", "1", "--bundle", "/models/1", "--by", "anna");
    succeeds(set);
    assertThat(set.out())
        .contains("released  whole epoch 1", "primary 1, previous 0")
        .containsPattern("one +SERVING")
        .containsPattern("two +SERVING")
        .contains("serving   on 2 of 2 instances");
    assertThat(set.err()).contains("hash of version 1 is not known here", "/models/1");

    CliRun canary = release("set", "whole", "--canary", "2=10", "--canary-bundle", "s3://models/2");
    succeeds(canary);
    CliRun more = release("set", "whole", "--canary", "2=25");
    succeeds(more);
    assertThat(more.out()).contains("primary 1, canary 2 at 25 %, previous 0");

    succeeds(release("promote", "whole", "--reason", "a week without complaint"));
    CliRun back = release("rollback", "whole");
    succeeds(back);
    assertThat(back.out()).contains("primary 1, previous 2");

    CliRun history = release("history", "whole");
    succeeds(history);
    assertThat(history.out())
        .contains("epoch 0", "the bundle of the start")
        .contains("by anna", "reason     a week without complaint")
        .contains("served by 2 of 2 instances", "from images-0@");
    assertThat(release("history", "whole", "--limit", "1").out())
        .contains("epoch 5")
        .doesNotContain("epoch 4");
  }

  @Test
  void saysThatAReleaseWasRefusedAndGoesOnFromWhatServes() throws Exception {
    instance("one", "refused");
    CliRun set =
        release("set", "refused", "--version", FakeInstance.BAD, "--bundle", "/models/bad");
    assertThat(set.code()).isEqualTo(1);
    assertThat(set.err())
        .contains("MODEL_GOLDEN: golden image cat.jpg", "(version bad)")
        .contains("refused by 1 of 1 instances; what served before serves on")
        .doesNotContain("\tat ");
    assertThat(release("status", "refused").out())
        .containsPattern("one +REFUSED +primary 0")
        .contains("version bad: MODEL_GOLDEN");

    CliRun back = release("rollback", "refused");
    succeeds(back);
    assertThat(back.out()).contains("primary 0");
    assertThat(release("history", "refused").out()).contains("REFUSED by 1 of 1 instances");
  }

  @Test
  void showsTheShareOfAKeyAndTheAgreementOfAShadow() throws Exception {
    instance("one", "shares");
    succeeds(release("set", "shares", "--canary", "2=50", "--canary-bundle", "/models/2"));
    succeeds(release("set", "shares", "--shadow", "3", "--shadow-bundle", "/models/3"));

    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      keys.addAll(List.of("--key", "camera-" + i));
    }
    CliRun status = release("status", "shares", keys.toArray(String[]::new));

    succeeds(status);
    assertThat(status.out())
        .contains("canary     2", "50 % of the keys", "shadow     3")
        .contains("shadow 3 says the same of 95.00 % of 200 images (7 skipped)")
        .containsPattern("cat +dog +10");
    long canaries = status.out().lines().filter(line -> line.contains(": canary 2")).count();
    long primaries = status.out().lines().filter(line -> line.contains(": primary 0")).count();
    assertThat(canaries + primaries).isEqualTo(40);
    assertThat(canaries).isBetween(10L, 30L);

    JsonNode json = json(release("status", "shares", "--key", "camera-1", "--format", "json"));
    assertThat(json.at("/keys/0/cohort").asText()).isIn("CANARY", "PRIMARY");
    assertThat(json.at("/agreement/pairs")).hasSize(3);
    assertThat(json.at("/instances/0/living").asBoolean()).isTrue();

    CliRun ended = release("set", "shares", "--canary", "none", "--shadow", "none");
    succeeds(ended);
    assertThat(ended.out()).contains("          primary 0\n");
  }

  @Test
  void readsABundleThatIsHereAndRefusesAMixUp() throws Exception {
    Path bundle = Samples.bundle(folder.resolve("colors-1"));
    instance("one", "colors");
    CliRun set = release("set", "colors", "--bundle", bundle.toString(), "--format", "json");
    assertThat(set.code()).as(set.err()).isZero();
    JsonNode json = json(set);
    assertThat(json.path("outcome").asText()).isEqualTo("SERVING");
    assertThat(json.at("/release/primary/version").asText()).isEqualTo("1");
    assertThat(json.at("/release/primary/sha256").asText()).hasSize(64);
    assertThat(json.at("/release/primary/uri").asText())
        .isEqualTo(bundle.toAbsolutePath().normalize().toString());

    assertThat(release("set", "colors", "--version", "7", "--bundle", bundle.toString()).err())
        .contains("is version 1, not 7");
    assertThat(release("set", "dogs", "--bundle", bundle.toString()).err())
        .contains("a bundle of the model colors, not of dogs");
    assertThat(release("set", "colors", "--version", "8", "--bundle", "here/8").err())
        .contains("there is no bundle here/8 here");
  }

  @Test
  void saysThatNobodyIsThereAndDoesNotWaitForEver() {
    CliRun set =
        release("set", "lonely", "--version", "1", "--bundle", "/models/1", "--timeout", "1");

    assertThat(set.code()).isEqualTo(1);
    assertThat(set.err()).contains("no instance of lonely is there", "the release stands");
    CliRun unawaited = release("set", "lonely", "--version", "1", "--no-wait");
    succeeds(unawaited);
    assertThat(release("status", "lonely").out()).contains("no instance is living");
  }

  @Test
  void tellsMistakesWithWhatToDo() {
    CliRun none = release("promote", "mistakes");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("nothing serves model mistakes yet", "release set");
    release("set", "mistakes", "--version", "1", "--bundle", "/models/1", "--no-wait");

    assertThat(release("promote", "mistakes").err()).contains("no canary", "--canary V=PERCENT");
    assertThat(release("rollback", "mistakes").err()).contains("no version of model mistakes");
    assertThat(release("set", "mistakes", "--version", "7").err())
        .contains("version 7 of model mistakes was never seen (seen: 1)", "--bundle");
    assertThat(release("status", "unheard").err()).contains("nothing is known of the model");
    CliRun share = release("set", "mistakes", "--canary", "2=101", "--canary-bundle", "/models/2");
    assertThat(share.code()).isEqualTo(2);
    assertThat(share.err()).contains("at most 100 percent");
    assertThat(release("set", "mistakes", "--canary", "2").code()).isEqualTo(2);
    assertThat(release("set", "mistakes", "--canary-bundle", "/models/2").code()).isEqualTo(2);
    assertThat(release("set", "mistakes").err()).contains("say what to change");
  }

  @Test
  void watchesWhatInstancesDo() throws Exception {
    instance("one", "watched");
    succeeds(release("set", "watched", "--version", "1", "--bundle", "/models/1"));

    CliRun watched = sandbox.run(List.of("watch", "status", "--from-beginning", "--until-end"));

    assertThat(watched.code()).as(watched.err()).isZero();
    assertThat(watched.out())
        .contains("watched/one", "epoch 1: primary 0 SERVING, primary 1 LOADING");
  }

  @Test
  void saysThatALaterReleaseHasOvertakenIt() throws Exception {
    instance("one", "race");
    CompletableFuture<CliRun> first =
        CompletableFuture.supplyAsync(
            () -> release("set", "race", "--version", FakeInstance.STUCK, "--bundle", "/models/x"));
    while (json(release("status", "race", "--format", "json")).path("release").isNull()) {
      assertThat(first).isNotDone();
    }

    succeeds(release("set", "race", "--version", "1", "--bundle", "/models/1", "--by", "anna"));

    assertThat(first.get(60, TimeUnit.SECONDS).code()).isEqualTo(1);
    assertThat(first.get().err()).contains("epoch 2 by anna has overtaken this release");
  }
}
