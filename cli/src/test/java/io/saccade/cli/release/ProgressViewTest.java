package io.saccade.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.release.InstanceState;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.ReleaseProgress;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressViewTest {

  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written, true);

  private static InstanceState instance(String name, VersionState state) {
    VersionStatus version =
        new VersionStatus(Role.PRIMARY, "2", "/models/2", "", null, state, null, null, null);
    ModelStatus status =
        new ModelStatus(
            "cats",
            name,
            "g",
            0L,
            0,
            1L,
            null,
            "",
            "",
            Instant.EPOCH,
            List.of(version),
            List.of(),
            null);
    Optional<ReleaseProgress.Refusal> refusal =
        state == VersionState.REFUSED
            ? Optional.of(
                new ReleaseProgress.Refusal(
                    "MODEL_GOLDEN", "disagrees\u001b[31m " + "x".repeat(100)))
            : Optional.empty();
    return new InstanceState(
        status, true, new ReleaseProgress(Optional.of(state), "2", Instant.EPOCH, refusal));
  }

  private static ModelState state(InstanceState... instances) {
    return new ModelState("cats", Optional.empty(), Arrays.asList(instances), List.of(), Map.of());
  }

  @Test
  void writesALineWheneverAnInstanceHasComeFurther() {
    ProgressView view = new ProgressView.Lines(out);
    view.show(state(instance("a", VersionState.LOADING), instance("b", VersionState.LOADING)));
    view.show(state(instance("a", VersionState.LOADING), instance("b", VersionState.SERVING)));
    view.show(state(instance("a", VersionState.SERVING), instance("b", VersionState.SERVING)));

    assertThat(written.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "a LOADING version 2",
            "b LOADING version 2",
            "b SERVING primary 2",
            "a SERVING primary 2");
  }

  @Test
  void writesAnewInItsPlaceOnATerminal() {
    ProgressView view = new ProgressView.Screen(out);
    view.show(state(instance("a", VersionState.LOADING), instance("b", VersionState.LOADING)));
    int before = written.toString().length();
    view.show(state(instance("a", VersionState.LOADING), instance("b", VersionState.LOADING)));
    assertThat(written.toString()).hasSize(before);

    view.show(state(instance("a", VersionState.SERVING), instance("b", VersionState.LOADING)));

    assertThat(written.toString().substring(before)).startsWith("\u001b[2A\u001b[J").contains("a ");
  }

  @Test
  void keepsWithinANarrowTerminalAndSteersItByNothing() {
    String line =
        ProgressView.line(instance("a-host-with-a-very-long-name-1234", VersionState.REFUSED));

    assertThat(line).hasSizeLessThan(80).contains("MODEL_GOLDEN").doesNotContain("\u001b");
  }
}
