package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a model's classes, one a line in the order of its outputs. A bundle holds them in
 * one strict form; lists from elsewhere are brought to it, and what was changed is said.
 */
final class Labels {

  private static final int LONGEST = 1000;
  private static final int MOST = 100_000;

  private Labels() {}

  /**
   * Labels from elsewhere, in the strict form.
   *
   * @param notices what was changed, a sentence each
   */
  record Tidied(List<String> labels, List<String> notices) {}

  /**
   * The labels of a bundle's file.
   *
   * @throws BundleRefusedException {@code MODEL_LABELS} where the file is not in the strict form
   */
  static List<String> parse(byte[] file) throws BundleRefusedException {
    String text = decode(file);
    int end = text.endsWith("\n") ? text.length() - 1 : text.length();
    List<String> labels = List.of(text.substring(0, end).split("\n", MOST + 1));
    requireSound(labels);
    return labels;
  }

  /** The file of labels in the strict form. */
  static byte[] format(List<String> labels) throws BundleRefusedException {
    requireSound(labels);
    return (String.join("\n", labels) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Labels of a file from elsewhere: a byte order mark, either kind of line end, blanks around
   * names and empty lines at the end are dropped. Of equal names the later get their index
   * appended, since ImageNet has two kinds of crane; consumers could not tell them apart by name.
   */
  static Tidied tidy(byte[] file) throws BundleRefusedException {
    String text = decode(file);
    List<String> lines =
        (text.startsWith("\uFEFF") ? text.substring(1) : text)
            .stripTrailing()
            .lines()
            .map(String::strip)
            .limit(MOST + 1)
            .toList();
    Set<String> taken = new HashSet<>(lines);
    Set<String> seen = new HashSet<>();
    List<String> labels = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    for (String line : lines) {
      String label = line;
      if (!line.isEmpty() && !seen.add(line)) {
        for (label = line + " (" + labels.size() + ")"; !taken.add(label); ) {
          label = label + "'";
        }
        notices.add(
            "Class " + labels.size() + " is a second '" + line + "': named '" + label + "'.");
      }
      labels.add(label);
    }
    requireSound(labels);
    return new Tidied(List.copyOf(labels), List.copyOf(notices));
  }

  private static String decode(byte[] file) throws BundleRefusedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw refused("it is not UTF-8");
    }
  }

  private static void requireSound(List<String> labels) throws BundleRefusedException {
    if (labels.size() > MOST) {
      throw refused("there are more than " + MOST);
    }
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < labels.size(); index++) {
      String label = labels.get(index);
      String line = "line " + (index + 1);
      if (label.codePoints().allMatch(Labels::isBlank)) {
        throw refused(line + " is empty");
      }
      if (!label.equals(label.strip())) {
        throw refused(line + " begins or ends with a blank");
      }
      if (label.length() > LONGEST) {
        throw refused(line + " has " + label.length() + " characters, more than " + LONGEST);
      }
      if (label.codePoints().anyMatch(Labels::isInvisible)) {
        throw refused(line + " holds a control character");
      }
      if (!seen.add(Normalizer.normalize(label, Normalizer.Form.NFC))) {
        throw refused(line + " repeats '" + label + "'");
      }
    }
  }

  // Also the spaces that do not break.
  private static boolean isBlank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  // Besides controls: what breaks lines, turns the direction of the text around it, or makes two
  // names that look alike; but for the two marks that some scripts, and families of emoji, need.
  private static boolean isInvisible(int point) {
    boolean joins = point == 0x200C || point == 0x200D;
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> !joins;
      default -> false;
    };
  }

  private static BundleRefusedException refused(String why) {
    return new BundleRefusedException(
        RefusalCode.MODEL_LABELS, "The labels are not accepted: " + why + ".");
  }
}
