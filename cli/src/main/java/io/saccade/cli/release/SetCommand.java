package io.saccade.cli.release;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.release.CanaryWish;
import io.saccade.processor.release.ReleaseWish;
import io.saccade.processor.release.VersionWish;
import io.saccade.processor.release.Wanted;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade release set`. */
@Command(
    name = "set",
    description = {
      "Says which versions of a model are to serve; what is not named stays as it is.",
      "",
      "It waits until every living instance serves the release, and shows how far each is. Exit "
          + "code 1 and a code such as MODEL_GOLDEN tell that it was refused: then what served "
          + "before serves on."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade release set --model cats --version 2 --bundle models/cats/2 \\",
      "      --reason \"trained on the summer's images\"",
      "  saccade release set --model cats --canary 3=5 --canary-bundle s3://models/cats/3",
      "  saccade release set --model cats --canary 3=25     more keys; the bundle is known",
      "  saccade release set --model cats --canary none     end the canary",
      "  saccade release set --model cats --shadow 4 --shadow-bundle models/cats/4",
      "  saccade release set --model cats --shadow none",
      "",
      "A bundle is a folder or a zip: a path that the processors see, or a file:, http:, https: or "
          + "s3: URI within their bundle.roots. Where it can be had from here, its version and "
          + "hash are checked here, and the release names the hash. A bundle that was seen before "
          + "need not be named again."
    })
final class SetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DeskOptions place = new DeskOptions();
  @Mixin private IssueOptions issue = new IssueOptions();

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "The version that is to answer, the primary.")
  private Optional<String> version = Optional.empty();

  @Option(names = "--bundle", paramLabel = "URI", description = "Where its bundle is.")
  private Optional<String> bundle = Optional.empty();

  @Option(
      names = "--sha256",
      paramLabel = "HASH",
      description =
          "Of its manifest, as `model inspect` shows it: nothing else is served. Not needed where "
              + "the bundle can be had from here; otherwise, without it, each instance takes what "
              + "it finds. With --version and this nothing is fetched.")
  private Optional<String> sha256 = Optional.empty();

  @Option(
      names = "--canary",
      paramLabel = "V=PERCENT",
      converter = CanaryOption.Converter.class,
      description =
          "A version that answers this share of the keys, above 0 and at most 100; `none` ends it. "
              + "A key stays with it as the share grows.")
  private Optional<CanaryOption> canary = Optional.empty();

  @Option(names = "--canary-bundle", paramLabel = "URI", description = "Where its bundle is.")
  private Optional<String> canaryBundle = Optional.empty();

  @Option(names = "--canary-sha256", paramLabel = "HASH", description = "Of its manifest.")
  private Optional<String> canarySha256 = Optional.empty();

  @Option(
      names = "--shadow",
      paramLabel = "V",
      description = "A version to be scored beside the primary; `none` ends it.")
  private Optional<String> shadow = Optional.empty();

  @Option(names = "--shadow-bundle", paramLabel = "URI", description = "Where its bundle is.")
  private Optional<String> shadowBundle = Optional.empty();

  @Option(names = "--shadow-sha256", paramLabel = "HASH", description = "Of its manifest.")
  private Optional<String> shadowSha256 = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The processors' file of settings: then bundles are had by their bundle.roots, bundle.keys "
              + "and bundle.s3 settings. Without it S3 is Amazon's, as the environment says.")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call()
      throws IOException,
          CommandFailedException,
          BundleRefusedException,
          SchemaException,
          InterruptedException {
    ReleaseWish wish = wish();
    return new Issuing(spec, place, issue).run(change -> change.set(wish));
  }

  private ReleaseWish wish()
      throws CommandFailedException, BundleRefusedException, InterruptedException {
    require(canary.isPresent(), "--canary", canaryBundle, canarySha256);
    require(shadow.isPresent(), "--shadow", shadowBundle, shadowSha256);
    require(version.isPresent() || bundle.isPresent(), "--version", sha256);
    ReleaseWish wish = new ReleaseWish(primary(), canary(), shadow());
    if (wish.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "say what to change: --version, --canary or --shadow");
    }
    return wish;
  }

  private Optional<VersionWish> primary()
      throws CommandFailedException, BundleRefusedException, InterruptedException {
    return version.isEmpty() && bundle.isEmpty()
        ? Optional.empty()
        : Optional.of(version(version, bundle, sha256));
  }

  private Wanted<CanaryWish> canary()
      throws CommandFailedException, BundleRefusedException, InterruptedException {
    if (canary.isEmpty()) {
      return new Wanted.Unchanged<>();
    }
    CanaryOption option = canary.get();
    if (option.ends()) {
      return new Wanted.Ended<>();
    }
    VersionWish named = version(Optional.of(option.version()), canaryBundle, canarySha256);
    return new Wanted.Chosen<>(new CanaryWish(named, option.percent()));
  }

  private Wanted<VersionWish> shadow()
      throws CommandFailedException, BundleRefusedException, InterruptedException {
    if (shadow.isEmpty()) {
      return new Wanted.Unchanged<>();
    }
    return shadow.get().equals(CanaryOption.NONE)
        ? new Wanted.Ended<>()
        : new Wanted.Chosen<>(version(shadow, shadowBundle, shadowSha256));
  }

  private VersionWish version(Optional<String> named, Optional<String> uri, Optional<String> hash)
      throws CommandFailedException, BundleRefusedException, InterruptedException {
    return uri.isPresent()
        ? new NamedBundle(issue.model(), uri.get(), new BundleSource(config))
            .wish(named, hash, this::tell)
        : new VersionWish(named.orElse(""), Optional.empty(), hash);
  }

  private void tell(String what) {
    spec.commandLine().getErr().println("saccade: " + what);
  }

  @SafeVarargs
  private void require(boolean there, String option, Optional<String>... beside) {
    for (Optional<String> other : beside) {
      if (!there && other.isPresent()) {
        throw new ParameterException(
            spec.commandLine(), option + " is missing: the version that this is of");
      }
    }
  }
}
