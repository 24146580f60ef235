package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Palette;
import io.saccade.trainer.page.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which classes are taken for which. */
final class ConfusionSection {

  /** With more classes than this, numbers could not be read and a picture is drawn instead. */
  private static final int MOST_NUMBERS = 24;

  /** With more classes than this, there is no room beside the numbers. */
  private static final int MOST_BESIDE = 10;

  private static final int PAIRS = 20;

  /** A picture of this many pixels is sharp on any screen and still small. */
  private static final int ENOUGH_PIXELS = 512;

  private ConfusionSection() {}

  /** How many images of one class were taken for another. */
  private record Pair(int truth, int called, int count, double share) {}

  static void put(Html page, List<String> classes, PartResult result) {
    Judgement judgement = result.judgement();
    page.open("section").leaf("h2", "What is taken for what");
    page.leaf(
        "p",
        ("A row is what the %s images are, a column is what they were called. Blue is right,"
                + " orange is wrong; the stronger, the larger a share of the row.")
            .formatted(result.part()),
        "class",
        "how");
    boolean narrow = classes.size() <= MOST_BESIDE;
    page.open("div", "class", narrow ? "two" : "one").open("div");
    if (classes.size() <= MOST_NUMBERS) {
      table(page, classes, judgement);
    } else {
      picture(page, judgement);
    }
    page.close().open("div");
    pairs(page, classes, judgement);
    page.close().close();
    ClassTable.put(page, classes, judgement);
    page.close();
  }

  private static void table(Html page, List<String> classes, Judgement judgement) {
    page.open("div", "class", "scroll").open("table", "class", "confusion").open("tr");
    page.open("th").close();
    for (String name : classes) {
      page.open("th", "class", "col").leaf("div", name, "title", name, "class", "name").close();
    }
    page.close();
    for (int truth = 0; truth < classes.size(); truth++) {
      String name = classes.get(truth);
      page.open("tr");
      page.open("th", "class", "row").leaf("div", name, "title", name, "class", "name").close();
      for (int called = 0; called < classes.size(); called++) {
        cell(page, judgement, truth, called);
      }
      page.close();
    }
    page.close().close();
  }

  private static void cell(Html page, Judgement judgement, int truth, int called) {
    int count = judgement.count(truth, called);
    if (count == 0) {
      page.leaf("td", "·", "class", "cell none");
      return;
    }
    double share = count / (double) judgement.images(truth);
    // Even one mistake of many must be seen.
    double shade = truth == called ? 0.1 + 0.9 * share : 0.15 + 0.85 * Math.sqrt(share);
    page.leaf(
        "td",
        Shown.count(count),
        "class",
        "cell " + (truth == called ? "hit" : "miss") + (shade > 0.6 ? " strong" : ""),
        "style",
        String.format(Locale.ROOT, "--v:%.2f", shade));
  }

  private static void picture(Html page, Judgement judgement) {
    int classes = judgement.classes();
    int step = Math.max(1, ENOUGH_PIXELS / classes);
    int side = classes * step;
    byte[] pixels = new byte[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        pixels[y * side + x] = color(judgement, y / step, x / step);
      }
    }
    page.single(
        "img",
        "class",
        "heat",
        "alt",
        "Confusion of %d classes; the worst pairs stand below".formatted(classes),
        "src",
        Palette.rightAndWrong().paint(pixels, side, side).uri());
  }

  private static byte color(Judgement judgement, int truth, int called) {
    int count = judgement.count(truth, called);
    if (count == 0) {
      return 0;
    }
    double share = count / (double) judgement.images(truth);
    return (byte)
        (truth == called
            ? (int) Math.round(20 + 107 * share)
            : 128 + (int) Math.round(30 + 97 * Math.sqrt(share)));
  }

  private static void pairs(Html page, List<String> classes, Judgement judgement) {
    List<Pair> worst = worst(judgement);
    if (worst.isEmpty()) {
      page.open("p").leaf("span", "Not one mistake.", "class", "ok").close();
      return;
    }
    page.leaf("h3", "Most often mistaken");
    page.open("div", "class", "scroll").open("table", "class", "wide").open("tr");
    page.leaf("th", "images of").leaf("th", "called").leaf("th", "how many", "class", "n");
    page.leaf("th", "share", "class", "n").close();
    for (Pair pair : worst) {
      page.open("tr").leaf("td", classes.get(pair.truth()), "class", "name");
      page.leaf("td", classes.get(pair.called()), "class", "name");
      page.leaf("td", Shown.count(pair.count()), "class", "n");
      page.leaf("td", Shown.percent(pair.share()), "class", "n").close();
    }
    page.close().close();
  }

  private static List<Pair> worst(Judgement judgement) {
    List<Pair> pairs = new ArrayList<>();
    for (int truth = 0; truth < judgement.classes(); truth++) {
      int images = judgement.images(truth);
      for (int called = 0; called < judgement.classes(); called++) {
        int count = judgement.count(truth, called);
        if (truth != called && count > 0) {
          pairs.add(new Pair(truth, called, count, count / (double) images));
        }
      }
    }
    int shown = judgement.classes() <= MOST_NUMBERS ? PAIRS / 4 : PAIRS;
    return pairs.stream()
        .sorted(
            Comparator.comparingInt(Pair::count)
                .thenComparingDouble(Pair::share)
                .reversed()
                .thenComparingInt(Pair::truth))
        .limit(shown)
        .toList();
  }
}
