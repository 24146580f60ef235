package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.bundle.KeyFiles;
import io.saccade.model.bundle.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade model keygen`. */
@Command(
    name = "keygen",
    description = {
      "Makes a pair of keys to sign bundles with (Ed25519).",
      "",
      "NAME.key stays with who signs; NAME.pub goes to the processors, into their "
          + "setting bundle.keys."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade model keygen --out keys",
      "  saccade model keygen --out keys --name release-2027"
    })
final class KeygenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write the keys to; made where it is not there.")
  private Path out = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "saccade",
      description = "What the files are called (default: ${DEFAULT-VALUE}).")
  private String name = "";

  @Override
  public Integer call() throws CommandFailedException, IOException {
    Optional<String> objection = Manifest.objectionToName(name);
    if (objection.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--name " + objection.get());
    }
    Path privateKey = out.resolve(name + ".key");
    Path publicKey = out.resolve(name + ".pub");
    KeyPair keys = KeyFiles.generate();
    try {
      requireFree(publicKey);
      Files.createDirectories(out);
      KeyFiles.write(keys.getPrivate(), privateKey);
      KeyFiles.write(keys.getPublic(), publicKey);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(
          "there is a key at %s already; give another --name".formatted(e.getMessage()));
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%-14s %s (keep it secret)%n", "private key", privateKey);
    printer.printf("%-14s %s%n", "public key", publicKey);
    printer.printf("%-14s %s%n", "fingerprint", KeyFiles.fingerprint(keys.getPublic()));
    return 0;
  }

  /** Before the private key is written, or half of a pair would be left. */
  private static void requireFree(Path file) throws FileAlreadyExistsException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }
}
