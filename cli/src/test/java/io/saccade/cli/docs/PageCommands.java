package io.saccade.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The commands that a page shows.
 *
 * @param lines each without {@code ./saccade}
 */
public record PageCommands(List<String> lines) {

  private static final String COMMAND = "./saccade ";

  /** Those of {@code docs/NAME.md}. */
  public static PageCommands of(String name) throws IOException {
    return new PageCommands(
        Files.readAllLines(Path.of("..", "docs", name + ".md")).stream()
            .filter(line -> line.startsWith(COMMAND))
            .map(line -> line.substring(COMMAND.length()))
            .toList());
  }

  /**
   * The arguments of those that begin so.
   *
   * @param stands what is ours for what the page has, wherever a word begins with it
   */
  public List<List<String>> beginning(String words, Map<String, String> stands) {
    List<List<String>> found = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(words)) {
        found.add(Arrays.stream(line.split(" +", -1)).map(word -> ours(word, stands)).toList());
      }
    }
    return found;
  }

  private static String ours(String word, Map<String, String> stands) {
    for (Map.Entry<String, String> stand : stands.entrySet()) {
      if (word.startsWith(stand.getKey())) {
        return stand.getValue() + word.substring(stand.getKey().length());
      }
    }
    return word;
  }
}
