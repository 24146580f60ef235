package io.saccade.trainer.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTML as it is written, element by element. Every text and every attribute's value is escaped
 * here, so that names of files and classes, whatever they hold, stay texts; there is no way to put
 * markup in as it is. Tags and attributes' names come from code. Not thread-safe.
 */
public final class Html {

  private static final char UNPRINTABLE = '\uFFFD';

  private final StringBuilder page = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values by turns
   */
  public Html open(String tag, String... attributes) {
    start(tag, attributes);
    page.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  public Html close() {
    page.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Puts a text. */
  public Html text(String text) {
    escape(text);
    return this;
  }

  /**
   * Puts an element that holds a text and nothing else.
   *
   * @param attributes names and values by turns
   */
  public Html leaf(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /**
   * Puts an element that holds nothing.
   *
   * @param attributes names and values by turns
   */
  public Html single(String tag, String... attributes) {
    start(tag, attributes);
    page.append("/>");
    return this;
  }

  /** Puts all that another page holds, every element of which must be closed. */
  Html append(Html other) {
    page.append(other.markup());
    return this;
  }

  /** Puts styles of our own, as they are. */
  Html style(String styles) {
    page.append("<style>").append(styles).append("</style>");
    return this;
  }

  /** All that was written, every element of which must be closed. */
  String markup() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements are still open: " + open);
    }
    return page.toString();
  }

  private void start(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException(
          "attributes must be names and values by turns, but were " + attributes.length);
    }
    page.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      page.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      page.append('"');
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      switch (point) {
        case '&' -> page.append("&amp;");
        case '<' -> page.append("&lt;");
        case '>' -> page.append("&gt;");
        case '"' -> page.append("&quot;");
        case '\'' -> page.append("&#39;");
        default -> page.appendCodePoint(isHarmless(point) ? point : UNPRINTABLE);
      }
    }
  }

  /** Control characters, halves of pairs, and what turns the direction of other text around. */
  private static boolean isHarmless(int point) {
    boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    return !turns
        && Character.getType(point) != Character.SURROGATE
        && (!Character.isISOControl(point) || point == '\n' || point == '\t');
  }
}
