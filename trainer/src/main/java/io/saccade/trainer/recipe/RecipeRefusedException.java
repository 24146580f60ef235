package io.saccade.trainer.recipe;

import java.util.List;

/** Settings that cannot be trained by; every mistake is told at once. */
public final class RecipeRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  /**
   * A refusal.
   *
   * @param mistakes a sentence each: the flag, what was expected, what came, what to do
   */
  public RecipeRefusedException(List<String> mistakes) {
    super(String.join(System.lineSeparator(), mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** A sentence for each mistake. */
  public List<String> mistakes() {
    return mistakes;
  }
}
