package io.saccade.bench.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The same recipe in PyTorch.
 *
 * @param command a Python that can import PyTorch
 */
record PythonProgram(String command) {

  private static final String SCRIPT = "finetune.py";
  private static final String PROBE = "import numpy, torch; print(torch.__version__)";

  /** Where Debian's packages are, whatever Python stands first on the path. */
  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");

  /** No Python here can import PyTorch; the message says so, with what Python itself says. */
  static final class MissingException extends Exception {

    private static final long serialVersionUID = 1L;

    MissingException(String message) {
      super(message);
    }
  }

  /**
   * A Python that can import PyTorch.
   *
   * @param asked its command; empty for the usual ones
   */
  static PythonProgram found(String asked) throws InterruptedException, MissingException {
    List<String> candidates = asked.isEmpty() ? USUAL : List.of(asked);
    String last = "";
    for (String candidate : candidates) {
      try {
        Process process =
            new ProcessBuilder(candidate, "-c", PROBE).redirectErrorStream(true).start();
        byte[] said = process.getInputStream().readAllBytes();
        if (process.waitFor() == 0) {
          return new PythonProgram(candidate);
        }
        last = last(new String(said, StandardCharsets.UTF_8));
      } catch (IOException e) {
        last = "it cannot be started";
      }
    }
    throw new MissingException(
        "%s cannot import PyTorch (%s); install python3-torch, or name another with --python"
            .formatted(String.join(" and ", candidates), last));
  }

  /**
   * Trains by the exercise in a folder.
   *
   * @param epochs at most
   * @return the last line that it printed, a JSON document
   */
  JsonNode train(Path folder, int epochs)
      throws CommandFailedException, IOException, InterruptedException {
    Path script = folder.resolve(SCRIPT);
    try (InputStream in = PythonProgram.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException("the program " + SCRIPT + " is not in the jar");
      }
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Path errors = folder.resolve("errors.txt");
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command, script.toString(), folder.toString(), String.valueOf(epochs))
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile());
    // As our own child has it, or a busy machine would slow down theirs alone.
    builder.environment().put("GOMP_SPINCOUNT", "1000");
    Process process = builder.start();
    try {
      if (process.waitFor() != 0) {
        throw new CommandFailedException("PyTorch's training failed: " + last(errors));
      }
      return new ObjectMapper().readTree(last(output));
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("PyTorch's training said something else than JSON", e);
    } finally {
      process.destroy();
    }
  }

  private static String last(Path file) throws IOException {
    return last(Files.readString(file));
  }

  private static String last(String text) {
    List<String> lines = text.strip().lines().toList();
    return lines.isEmpty() ? "no word" : lines.get(lines.size() - 1);
  }
}
