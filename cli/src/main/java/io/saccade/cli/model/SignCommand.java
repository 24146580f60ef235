package io.saccade.cli.model;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleSignature;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.KeyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade model sign`. */
@Command(
    name = "sign",
    description = {
      "Signs a bundle, in the place of whoever signed it before.",
      "",
      "The signature lies beside the manifest and covers every file through it; the "
          + "bundle's identity stays the same."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model sign models/resnet50/1 --key keys/saccade.key",
      "  saccade model sign digits.zip --key keys/saccade.key"
    })
final class SignCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The bundle: a folder or a zip.")
  private Path path = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The private key, as model keygen writes it.")
  private Path key = Path.of("");

  @Override
  public Integer call() throws BundleRefusedException, IOException {
    PrivateKey signer = KeyFiles.privateKey(key);
    Bundle bundle = BundleSignature.sign(Bundle.read(path), signer);
    BundleWriter.writeSigned(bundle, path);
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%-14s %s%n", "signed", path);
    printer.printf("%-14s %s%n", "sha256", bundle.sha256());
    return 0;
  }
}
