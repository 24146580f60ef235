package io.saccade.trainer.child;

import io.saccade.trainer.progress.TrainingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Why a training came to a bad end, and what can be done about it. How one goes on is for whoever
 * asked for the training to say: not every training is kept.
 *
 * @param text one sentence or more
 * @param canGoOn whether the same training, taken up again, may come further
 */
record LastWords(String text, boolean canGoOn) {

  static final LastWords OUT_OF_HEAP =
      goingOn(
          "The training ran out of Java heap. Give it more, such as --heap 8g; or less to do, with"
              + " a smaller --batch or --image-size, from the beginning.");

  private static final LastWords OUT_OF_MEMORY =
      goingOn(
          "The training ran out of memory. End what else takes memory; or give it less to do, with"
              + " a smaller --batch or --image-size, from the beginning.");

  /** As the JVM ends where -XX:+ExitOnOutOfMemoryError is set. */
  private static final int OUT_OF_HEAP_CODE = 3;

  private static final int SHOWN_LINES = 5;
  private static final int BY_SIGNAL = 128;

  private static LastWords goingOn(String text) {
    return new LastWords(text, true);
  }

  private static LastWords forGood(String text) {
    return new LastWords(text, false);
  }

  /** As the last event of a training. */
  TrainingEvent.Failed event() {
    return new TrainingEvent.Failed(text, canGoOn);
  }

  /** Of what the disk or the images said. */
  static LastWords of(IOException fault) {
    String message = String.valueOf(fault.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      return goingOn("The disk is full (%s). Free some space.".formatted(message));
    }
    if (lower.contains("disk quota")) {
      return goingOn("Your share of the disk is used up (%s). Free some space.".formatted(message));
    }
    if (fault instanceof NoSuchFileException) {
      return goingOn("There is no file %s any more.".formatted(message));
    }
    return goingOn(message);
  }

  /** Of a fault that nobody foresaw. */
  static LastWords of(RuntimeException fault, Path log) {
    String message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("can't allocate memory") || lower.contains("not enough memory")) {
      return OUT_OF_MEMORY;
    }
    return forGood(
        "This is a bug in saccade: %s: %s. Please report it with %s."
            .formatted(fault.getClass().getSimpleName(), message, log));
  }

  /**
   * Of a process that ended without a word.
   *
   * @param code as the system gives it: 128 and a signal's number, where one ended it
   */
  static LastWords of(int code, Path log) {
    return switch (code) {
      case OUT_OF_HEAP_CODE -> OUT_OF_HEAP;
      case BY_SIGNAL + 9 ->
          goingOn(
              "The training was killed from outside, most likely by the system for its memory. End"
                  + " what else takes memory; or give it less to do, with a smaller --batch or"
                  + " --image-size, from the beginning.");
      case BY_SIGNAL + 2, BY_SIGNAL + 15, BY_SIGNAL + 1 -> goingOn("The training was interrupted.");
      case BY_SIGNAL + 4, BY_SIGNAL + 6, BY_SIGNAL + 7, BY_SIGNAL + 8, BY_SIGNAL + 11 ->
          goingOn(
              "The training crashed in native code; %s says more. If it crashes again, report it."
                      .formatted(log)
                  + tail(log));
      default -> goingOn("The training ended with code %d.%s".formatted(code, tail(log)));
    };
  }

  private static String tail(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
      return last.isEmpty() ? "" : " Its last words were:\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "";
    }
  }
}
