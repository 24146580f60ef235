package io.saccade.trainer.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A model card as Markdown: a section for each of its parts, a table in each. */
final class CardText {

  private final StringBuilder text = new StringBuilder();

  private CardText() {}

  static String of(ObjectNode card) {
    return new CardText().written(card);
  }

  private String written(ObjectNode card) {
    text.append("# ")
        .append(cell(card.path("name")))
        .append(' ')
        .append(cell(card.path("version")))
        .append("\n\nAn image classifier, trained by Saccade.\n");
    for (Map.Entry<String, JsonNode> part : card.properties()) {
      switch (part.getKey()) {
        case "name", "version" -> {}
        case "metrics" -> metrics(part.getValue());
        case "temperature" ->
            section("calibration")
                .append("| temperature | ")
                .append(cell(part.getValue()))
                .append(" |\n");
        default -> {
          section(part.getKey());
          rows(part.getValue());
        }
      }
    }
    return text.toString();
  }

  private StringBuilder section(String name) {
    text.append("\n## ").append(Character.toUpperCase(name.charAt(0))).append(name.substring(1));
    return text.append("\n\n| | |\n|---|---|\n");
  }

  private void metrics(JsonNode metrics) {
    for (Map.Entry<String, JsonNode> part : metrics.properties()) {
      section("metrics on " + part.getKey());
      rows(part.getValue());
    }
  }

  private void rows(JsonNode part) {
    for (Map.Entry<String, JsonNode> row : part.properties()) {
      text.append("| ").append(escaped(row.getKey())).append(" | ").append(cell(row.getValue()));
      text.append(" |\n");
    }
  }

  private static String cell(JsonNode value) {
    return escaped(value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText());
  }

  /** What would end a cell, or a line, or begin a tag. */
  private static String escaped(String cell) {
    return cell.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replaceAll("\\s", " ");
  }
}
