package io.saccade.trainer.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which classes are taken for which: a matrix, and the worst pairs. A row is what images are, a
 * column is what they were called.
 *
 * @param classes the names of the classes
 * @param cells how many images of a class were called so, each at most once; none where it is 0
 */
public record ConfusionChart(List<String> classes, List<Cell> cells) {

  /** With more classes than this, numbers could not be read and a picture is drawn instead. */
  private static final int MOST_NUMBERS = 24;

  /** With more classes than this, there is no room beside the numbers. */
  private static final int MOST_BESIDE = 10;

  /** With more classes than this, nothing could be seen in a picture. */
  private static final int MOST_DRAWN = 2048;

  private static final int PAIRS = 20;

  /** A picture of this many pixels is sharp on any screen and still small. */
  private static final int ENOUGH_PIXELS = 512;

  /**
   * How many images of one class were called so.
   *
   * @param truth the index of the class
   * @param called the index of what they were called
   * @param count how many, at least 1
   */
  public record Cell(int truth, int called, long count) {}

  /** Copies the lists. */
  public ConfusionChart {
    classes = List.copyOf(classes);
    cells = List.copyOf(cells);
  }

  /** Draws the matrix, and the worst pairs beside or below it. */
  public void draw(Html page) {
    long[] images = new long[classes.size()];
    cells.forEach(cell -> images[cell.truth()] += cell.count());
    page.open("div", "class", classes.size() <= MOST_BESIDE ? "two" : "one").open("div");
    if (classes.size() <= MOST_NUMBERS) {
      table(page, images);
    } else if (classes.size() <= MOST_DRAWN) {
      picture(page, images);
    }
    page.close().open("div");
    pairs(page, images);
    page.close().close();
  }

  private void table(Html page, long[] images) {
    page.open("div", "class", "scroll").open("table", "class", "confusion").open("tr");
    page.open("th").close();
    for (String name : classes) {
      page.open("th", "class", "col").leaf("div", name, "title", name, "class", "name").close();
    }
    page.close();
    long[][] counts = new long[classes.size()][classes.size()];
    cells.forEach(cell -> counts[cell.truth()][cell.called()] = cell.count());
    for (int truth = 0; truth < classes.size(); truth++) {
      String name = classes.get(truth);
      page.open("tr");
      page.open("th", "class", "row").leaf("div", name, "title", name, "class", "name").close();
      for (int called = 0; called < classes.size(); called++) {
        number(page, new Cell(truth, called, counts[truth][called]), images[truth]);
      }
      page.close();
    }
    page.close().close();
  }

  private static void number(Html page, Cell cell, long images) {
    if (cell.count() == 0) {
      page.leaf("td", "·", "class", "cell none");
      return;
    }
    double share = cell.count() / (double) images;
    boolean right = cell.truth() == cell.called();
    // Even one mistake of many must be seen.
    double shade = right ? 0.1 + 0.9 * share : 0.15 + 0.85 * Math.sqrt(share);
    page.leaf(
        "td",
        Shown.count(cell.count()),
        "class",
        "cell " + (right ? "hit" : "miss") + (shade > 0.6 ? " strong" : ""),
        "style",
        String.format(Locale.ROOT, "--v:%.2f", shade));
  }

  private void picture(Html page, long[] images) {
    int step = Math.max(1, ENOUGH_PIXELS / classes.size());
    int side = classes.size() * step;
    byte[] pixels = new byte[side * side];
    for (Cell cell : cells) {
      byte color = color(cell, images[cell.truth()]);
      for (int y = cell.truth() * step; y < (cell.truth() + 1) * step; y++) {
        for (int x = cell.called() * step; x < (cell.called() + 1) * step; x++) {
          pixels[y * side + x] = color;
        }
      }
    }
    page.single(
        "img",
        "class",
        "heat",
        "alt",
        "Confusion of %d classes; the worst pairs stand below".formatted(classes.size()),
        "src",
        Palette.rightAndWrong().paint(pixels, side, side).uri());
  }

  private static byte color(Cell cell, long images) {
    double share = cell.count() / (double) images;
    return (byte)
        (cell.truth() == cell.called()
            ? (int) Math.round(20 + 107 * share)
            : 128 + (int) Math.round(30 + 97 * Math.sqrt(share)));
  }

  private void pairs(Html page, long[] images) {
    List<Cell> worst = worst(images);
    if (worst.isEmpty()) {
      page.open("p").leaf("span", "Not one mistake.", "class", "ok").close();
      return;
    }
    page.leaf("h3", "Most often mistaken");
    page.open("div", "class", "scroll").open("table", "class", "wide").open("tr");
    page.leaf("th", "images of").leaf("th", "called").leaf("th", "how many", "class", "n");
    page.leaf("th", "share", "class", "n").close();
    for (Cell pair : worst) {
      page.open("tr").leaf("td", classes.get(pair.truth()), "class", "name");
      page.leaf("td", classes.get(pair.called()), "class", "name");
      page.leaf("td", Shown.count(pair.count()), "class", "n");
      double share = pair.count() / (double) images[pair.truth()];
      page.leaf("td", Shown.percent(share), "class", "n").close();
    }
    page.close().close();
  }

  private List<Cell> worst(long[] images) {
    return cells.stream()
        .filter(cell -> cell.truth() != cell.called())
        .sorted(
            Comparator.comparingLong(Cell::count)
                .thenComparingDouble(cell -> cell.count() / (double) images[cell.truth()])
                .reversed()
                .thenComparingInt(Cell::truth))
        .limit(classes.size() <= MOST_NUMBERS ? PAIRS / 4 : PAIRS)
        .toList();
  }
}
