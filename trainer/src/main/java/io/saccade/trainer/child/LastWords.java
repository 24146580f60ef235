package io.saccade.trainer.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Says why a training came to a bad end, and what can be done about it. */
final class LastWords {

  static final String OUT_OF_HEAP =
      "The training ran out of Java heap. Give it more, such as --heap 8g, or less to do with a"
          + " smaller --batch or --image-size; then go on with --resume, or begin anew.";

  private static final String OUT_OF_MEMORY =
      "The training ran out of memory. Give it less to do with a smaller --batch or --image-size,"
          + " or end what else takes memory.";

  private static final String RESUME = " Go on with --resume.";

  /** As the JVM ends where -XX:+ExitOnOutOfMemoryError is set. */
  private static final int OUT_OF_HEAP_CODE = 3;

  private static final int SHOWN_LINES = 5;
  private static final int BY_SIGNAL = 128;

  private LastWords() {}

  /** Of what the disk or the images said. */
  static String of(IOException fault) {
    String message = String.valueOf(fault.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      return "The disk is full (%s). Free some space, then go on with --resume.".formatted(message);
    }
    if (lower.contains("disk quota")) {
      return "Your share of the disk is used up (%s). Free some space, then go on with --resume."
          .formatted(message);
    }
    if (fault instanceof NoSuchFileException) {
      return "There is no file %s any more.".formatted(message) + RESUME;
    }
    return message;
  }

  /** Of a fault that nobody foresaw. */
  static String of(RuntimeException fault, Path log) {
    String message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("can't allocate memory") || lower.contains("not enough memory")) {
      return OUT_OF_MEMORY;
    }
    return "This is a bug in saccade: %s: %s. Please report it with %s."
        .formatted(fault.getClass().getSimpleName(), message, log);
  }

  /**
   * Of a process that ended without a word.
   *
   * @param code as the system gives it: 128 and a signal's number, where one ended it
   */
  static String of(int code, Path log) {
    return switch (code) {
      case OUT_OF_HEAP_CODE -> OUT_OF_HEAP;
      case BY_SIGNAL + 9 ->
          "The training was killed from outside, most likely by the system for its memory. Give it"
              + " less to do with a smaller --batch or --image-size."
              + RESUME;
      case BY_SIGNAL + 2, BY_SIGNAL + 15, BY_SIGNAL + 1 -> "The training was interrupted." + RESUME;
      case BY_SIGNAL + 4, BY_SIGNAL + 6, BY_SIGNAL + 7, BY_SIGNAL + 8, BY_SIGNAL + 11 ->
          "The training crashed in native code; %s says more.".formatted(log)
              + RESUME
              + " If it crashes again, report it."
              + tail(log);
      default -> "The training ended with code %d.%s".formatted(code, tail(log)) + RESUME;
    };
  }

  private static String tail(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
      return last.isEmpty() ? "" : " Its last words were:\n  " + String.join("\n  ", last) + "\n";
    } catch (IOException e) {
      return "";
    }
  }
}
