package io.saccade.cli.release;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.NoReleaseTopicException;
import io.saccade.processor.release.ReleaseChange;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseJson;
import io.saccade.processor.release.ReleaseMistakeException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Issues a release and waits for what becomes of it.
 *
 * @param spec of the command, for its streams
 * @param place where releases are
 * @param options how to issue it
 */
record Issuing(CommandSpec spec, DeskOptions place, IssueOptions options) {

  /** What to do with the release that stands. */
  @FunctionalInterface
  interface Change {
    ModelRelease of(ReleaseChange change) throws ReleaseMistakeException;
  }

  int run(Change change)
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    try (DeskOptions.OpenDesk open = place.open()) {
      ReleaseDesk desk = open.desk();
      IssuedRelease mine = issue(desk, change);
      List<IssuedRelease> rivals = desk.rivals(mine);
      announce(mine, rivals);
      if (!options.waits()) {
        finish(mine, rivals, new Awaiting.Ending(desk.state(options.model()), Verdict.PENDING, 0));
        return 0;
      }
      ProgressView view = ProgressView.of(options.format(), out());
      Awaiting.Ending ending = new Awaiting(desk, mine, view, this::tell).await(options.timeout());
      finish(mine, rivals, ending);
      ending.requireServing(mine);
      return 0;
    }
  }

  private IssuedRelease issue(ReleaseDesk desk, Change change)
      throws CommandFailedException, SchemaException, InterruptedException {
    try {
      ReleaseChange stands = new ReleaseChange(desk.standing(options.model()), options.issuer());
      return desk.issue(change.of(stands));
    } catch (ReleaseMistakeException e) {
      throw failed(e);
    } catch (NoReleaseTopicException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What is typed wrong is wrong usage; what does not fit what stands is a failure. */
  private CommandFailedException failed(ReleaseMistakeException e) {
    String hint =
        switch (e.mistake()) {
          case BAD_NAME, BAD_PERCENT, BAD_HASH, BAD_URI ->
              throw new ParameterException(spec.commandLine(), e.getMessage());
          case NO_RELEASE -> " (`release set --version V --bundle URI`)";
          case NO_CANARY -> " (`release set --canary V=PERCENT` starts one)";
          case NO_PREVIOUS -> " (`release set --version V` chooses any version)";
          case UNKNOWN_VERSION -> " (--bundle, --canary-bundle or --shadow-bundle)";
          case SAME_VERSION, ALREADY_ANSWERING -> "";
        };
    return new CommandFailedException(e.getMessage() + hint, e);
  }

  private void announce(IssuedRelease mine, List<IssuedRelease> rivals) {
    ModelRelease release = mine.release();
    if (options.format() == OutputFormat.TABLE) {
      out()
          .println(
              "released  %s epoch %d (%s-%d@%d)"
                  .formatted(
                      release.getModel(),
                      release.getEpoch(),
                      place.topics().releases(),
                      mine.partition(),
                      mine.offset()));
      out().println("          " + ReleaseText.versions(release));
      out().flush();
    }
    for (IssuedRelease rival : rivals) {
      tell(
          "%s came in between (%s); this release has overtaken it, and what it changed is lost"
              .formatted(ReleaseText.name(rival), ReleaseText.versions(rival.release())));
    }
    for (BundleVersion version : ReleaseText.unhashed(release)) {
      tell(
          ("the hash of version %s is not known here: every instance takes what it finds at %s;"
                  + " --sha256 and its like name it, as `model inspect` shows it")
              .formatted(version.getVersion(), version.getUri()));
    }
  }

  private void finish(IssuedRelease mine, List<IssuedRelease> rivals, Awaiting.Ending ending) {
    ModelState state = ending.state();
    if (options.format() == OutputFormat.JSON) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.set("release", ReleaseJson.release(mine));
      node.set("overtaken", ReleaseJson.releases(rivals));
      node.put("outcome", ending.verdict().toString());
      node.put("millis", ending.millis());
      node.set("instances", ReleaseJson.state(state).get("instances"));
      out().println(node);
    } else if (ending.verdict() == Verdict.SERVING) {
      int living = state.living().size();
      out()
          .println(
              "serving   on %d of %d instances after %.1f s"
                  .formatted(living, living, ending.millis() / 1000.0));
    }
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void tell(String what) {
    spec.commandLine().getErr().println("saccade: " + what);
  }
}
