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

  /** Refuses what was not written here. */
  static void require(String said) {
    boolean named = said.length() > 1 && said.charAt(0) == NAMED;
    if (!named && !said.matches(NUMBERED + "-?[0-9]{1,10}")) {
      throw new IllegalArgumentException("a label that names no class: " + said);
    }
  }

  /** Where the class stands in the model's output; -1 where it has no such class. */
  static int index(String said, ModelClasses classes) {
    if (said.charAt(0) == NAMED) {
      return classes.index(said.substring(1));
    }
    long index = Long.parseLong(said.substring(1));
    return index >= 0 && index < classes.names().size() ? (int) index : -1;
  }
}
