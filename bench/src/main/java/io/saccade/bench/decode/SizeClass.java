package io.saccade.bench.decode;

/** How large an encoded image is. */
enum SizeClass {
  SMALL("to 50 kB", 50_000),
  MEDIUM("to 200 kB", 200_000),
  LARGE("to 800 kB", 800_000),
  HUGE("over 800 kB", Integer.MAX_VALUE);

  private final String label;
  private final int most;

  SizeClass(String label, int most) {
    this.label = label;
    this.most = most;
  }

  static SizeClass of(int bytes) {
    for (SizeClass size : values()) {
      if (bytes <= size.most) {
        return size;
      }
    }
    return HUGE;
  }

  @Override
  public String toString() {
    return label;
  }
}
