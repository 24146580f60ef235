package io.saccade.cli.classify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.processor.serving.LocalClassifier.RankedLabel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of one file. */
sealed interface Answer {

  /** The file, as the user named it. */
  String file();

  /** As one line for people. */
  String line();

  /** As one JSON document. */
  ObjectNode json();

  /** The file was classified. */
  record Labelled(String file, List<RankedLabel> labels) implements Answer {

    public Labelled {
      labels = List.copyOf(labels);
    }

    @Override
    public String line() {
      return file
          + "  "
          + labels.stream()
              .map(
                  label -> String.format(Locale.ROOT, "%s %.3f", label.name(), label.probability()))
              .collect(Collectors.joining(", "));
    }

    @Override
    public ObjectNode json() {
      ObjectNode node = JsonNodeFactory.instance.objectNode().put("file", file);
      ArrayNode array = node.putArray("labels");
      for (RankedLabel label : labels) {
        array
            .addObject()
            .put("index", label.index())
            .put("name", label.name())
            .put("probability", label.probability());
      }
      return node;
    }
  }

  /**
   * The file was refused.
   *
   * @param code one of {@link io.saccade.model.ErrorCode}, as a failure of the processor has it, or
   *     {@code FILE_UNREADABLE}
   */
  record Refused(String file, String code, String message) implements Answer {

    @Override
    public String line() {
      return file + "  " + code + ": " + message;
    }

    @Override
    public ObjectNode json() {
      ObjectNode node = JsonNodeFactory.instance.objectNode().put("file", file);
      node.putObject("error").put("code", code).put("message", message);
      return node;
    }
  }
}
