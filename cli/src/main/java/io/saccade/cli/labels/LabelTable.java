package io.saccade.cli.labels;

import io.saccade.cli.console.CommandFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a table of labels: the event's id, its class and, if the table says it, when that was found
 * out; separated by commas, quoted where a comma is meant as one.
 */
final class LabelTable {

  private static final Set<String> HEADINGS = Set.of("event", "eventid", "event_id", "id");

  private final Path file;
  private final boolean byIndex;
  private final Instant now;

  /**
   * A table.
   *
   * @param byIndex whether its classes are indices rather than names
   * @param now when labels without a time were found out
   */
  LabelTable(Path file, boolean byIndex, Instant now) {
    this.file = file;
    this.byIndex = byIndex;
    this.now = now;
  }

  /**
   * All of its labels.
   *
   * @throws CommandFailedException naming the first line that is none
   */
  List<GivenLabel> read() throws IOException, CommandFailedException {
    List<GivenLabel> labels = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        List<String> fields = fields(line);
        boolean heading =
            number == 1 && HEADINGS.contains(fields.get(0).strip().toLowerCase(Locale.ROOT));
        if (!line.isBlank() && !heading) {
          labels.add(label(fields, number));
        }
      }
    } catch (MalformedInputException e) {
      throw new CommandFailedException(file + " is not a text in UTF-8", e);
    }
    if (labels.isEmpty()) {
      throw new CommandFailedException("there are no labels in " + file);
    }
    return labels;
  }

  private GivenLabel label(List<String> fields, int line) throws CommandFailedException {
    if (fields.size() < 2 || fields.size() > 3 || fields.get(0).isEmpty()) {
      throw wrong(line, "EVENT,CLASS or EVENT,CLASS,TIME");
    }
    return new GivenLabel(
        fields.get(0),
        trueClass(fields.get(1), line),
        fields.size() == 2 ? now : time(fields.get(2).strip(), line));
  }

  private Object trueClass(String text, int line) throws CommandFailedException {
    if (!byIndex) {
      if (text.isEmpty()) {
        throw wrong(line, "a class after the event");
      }
      return text;
    }
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw wrong(line, "the index of a class after the event, because of --by-index");
    }
  }

  private Instant time(String text, int line) throws CommandFailedException {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong(line, "a time such as 2026-11-22T15:00:00Z in the third place");
    }
  }

  private CommandFailedException wrong(int line, String expected) {
    return new CommandFailedException("%s, line %d: expected %s".formatted(file, line, expected));
  }

  /** The fields of a line; two quotes within quotes are one. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
