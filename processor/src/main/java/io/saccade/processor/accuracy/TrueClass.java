package io.saccade.processor.accuracy;

/** A class as labels name it: by its name or by its index in the model's output. */
public final class TrueClass {

  /** No class has a longer name. */
  public static final int LONGEST = 256;

  private static final char NAMED = '=';
  private static final char NUMBERED = '#';

  private TrueClass() {}

  /** The class of this name. */
  public static String named(String name) {
    return NAMED + name;
  }

  /** The class at this index. */
  public static String numbered(int index) {
    return NUMBERED + Integer.toString(index);
  }

  /** Where the class stands in the model's output; -1 where it has no such class. */
  static int index(String said, ModelClasses classes) {
    if (said.charAt(0) == NAMED) {
      return classes.index(said.substring(1));
    }
    int index = Integer.parseInt(said.substring(1));
    return index >= 0 && index < classes.names().size() ? index : -1;
  }
}
