package io.saccade.cli.console;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person is watching. */
public final class Terminal {

  private Terminal() {}

  /**
   * Whether standard input and output are a terminal. Since JDK 22 there is a console even where
   * there is no terminal, and a method that tells them apart; JDK 17 has neither.
   */
  @SuppressWarnings(
      "SystemConsoleNull") // that it is not null since 22 is what isTerminal is asked for
  public static boolean isWatched() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return !Boolean.FALSE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
