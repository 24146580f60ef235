package io.saccade.trainer.run;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.export.Measured;
import io.saccade.trainer.export.PartScores;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the exported model makes of each image that it did not learn from, as CSV: the part, the
 * file, its class, the class that it is taken for, and how probable the model finds that, as the
 * processor will say it.
 */
final class PredictionTable {

  private static final String HEADER = "part,file,class,prediction,probability";

  private PredictionTable() {}

  static void write(Measured measured, List<String> classes, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      line(out, HEADER);
      part(out, "validation", measured.validation(), classes);
      part(out, "test", measured.test(), classes);
    }
  }

  private static void part(
      BufferedWriter out, String name, Optional<PartScores> part, List<String> classes)
      throws IOException {
    if (part.isEmpty()) {
      return;
    }
    List<Sample> samples = part.get().samples();
    for (int row = 0; row < samples.size(); row++) {
      Sample sample = samples.get(row);
      float[] probabilities = part.get().probabilities(row);
      int first = first(probabilities);
      line(
          out,
          String.join(
              ",",
              name,
              quoted(sample.name()),
              quoted(classes.get(sample.label())),
              quoted(classes.get(first)),
              String.valueOf(probabilities[first])));
    }
  }

  private static int first(float[] probabilities) {
    int first = 0;
    for (int i = 1; i < probabilities.length; i++) {
      first = probabilities[i] > probabilities[first] ? i : first;
    }
    return first;
  }

  /** As RFC 4180 has it, where need be. */
  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static void line(BufferedWriter out, String line) throws IOException {
    out.write(line);
    out.write("\n");
  }
}
