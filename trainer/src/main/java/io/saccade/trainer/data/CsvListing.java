package io.saccade.trainer.data;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV file in UTF-8 with a path, a label and, where one likes, a part ({@code train}, {@code
 * validation}, {@code test}) in each line. Paths are relative to the file's folder; cells may be
 * quoted; a first line that begins with one of the words for a path is a header.
 */
final class CsvListing implements ImageSource {

  private static final Set<String> HEADERS = Set.of("path", "file", "filename", "image", "name");

  private final Path csv;
  private final Path folder;

  CsvListing(Path csv) {
    this.csv = csv;
    this.folder = csv.toAbsolutePath().normalize().resolveSibling("");
  }

  @Override
  public Listing list() throws DataRefusedException, IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(csv, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new DataRefusedException(Fault.SOURCE, "%s is not text in UTF-8.".formatted(csv));
    }
    ListingDraft draft = new ListingDraft();
    for (int i = 0; i < lines.size(); i++) {
      String line = i == 0 ? withoutMark(lines.get(i)) : lines.get(i);
      List<String> cells = cells(line);
      boolean header = i == 0 && HEADERS.contains(cells.get(0).toLowerCase(Locale.ROOT));
      if (!line.isBlank() && !header) {
        add(cells, i + 1, draft);
      }
    }
    return draft.listing();
  }

  /** Some editors begin a file in UTF-8 with a byte order mark. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private void add(List<String> cells, int line, ListingDraft draft) {
    String at = "line " + line;
    if (cells.size() < 2 || cells.size() > 3 || cells.get(0).isEmpty() || cells.get(1).isEmpty()) {
      draft.leaveOut(at, "It is not a path and a label.");
      return;
    }
    Optional<Part> given = cells.size() == 3 ? Part.named(cells.get(2)) : Optional.empty();
    if (cells.size() == 3 && !cells.get(2).isEmpty() && given.isEmpty()) {
      draft.leaveOut(at, "Its third cell is none of train, validation and test.");
      return;
    }
    Path file;
    try {
      file = folder.resolve(cells.get(0)).normalize();
    } catch (InvalidPathException e) {
      draft.leaveOut(at, "Its path cannot be a path.");
      return;
    }
    if (Files.isRegularFile(file)) {
      String name = file.startsWith(folder) ? ListingDraft.name(folder, file) : cells.get(0);
      draft.add(name, cells.get(1), given.orElse(null), new FileContent(file));
    } else {
      draft.leaveOut(cells.get(0), "There is no such file.");
    }
  }

  /** The line's cells by RFC 4180, without line breaks in quotes; at least one. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
