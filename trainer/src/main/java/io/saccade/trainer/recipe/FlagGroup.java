package io.saccade.trainer.recipe;

/** What a flag is about, as help shows it. */
public enum FlagGroup {
  IMAGES("Images"),
  NETWORK("Network"),
  LEARNING("Learning"),
  RESULT("Result");

  private final String heading;

  FlagGroup(String heading) {
    this.heading = heading;
  }

  /** The heading above the flags. */
  public String heading() {
    return heading;
  }
}
