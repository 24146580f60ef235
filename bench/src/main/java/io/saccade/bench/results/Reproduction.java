package io.saccade.bench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command line that leads to the same results elsewhere. */
public final class Reproduction {

  /** The folders that a path goes through, which are others elsewhere. */
  private static final Pattern FOLDERS = Pattern.compile("(^|=)[^=]*/(?=[^/])");

  private Reproduction() {}

  /**
   * Shortens paths to their last name, and leaves out {@code --out} with its folder.
   *
   * @param arguments as given to {@code saccade}
   */
  public static String of(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("./saccade"));
    boolean skipped = false;
    for (String argument : arguments) {
      if (skipped) {
        skipped = false;
      } else if (argument.equals("--out")) {
        skipped = true;
      } else if (!argument.startsWith("--out=")) {
        words.add(FOLDERS.matcher(argument).replaceFirst("$1"));
      }
    }
    return String.join(" ", words);
  }
}
