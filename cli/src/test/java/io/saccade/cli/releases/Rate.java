package io.saccade.cli.releases;

/** How many answers come in a second, from a moment on. */
final class Rate {

  private final AnswerLog answers;
  private final int before;
  private final long startedNanos;

  private Rate(AnswerLog answers) {
    this.answers = answers;
    this.before = answers.size();
    this.startedNanos = System.nanoTime();
  }

  static Rate start(AnswerLog answers) {
    return new Rate(answers);
  }

  double perSecond() {
    return (answers.size() - before) * 1e9 / (System.nanoTime() - startedNanos);
  }
}
