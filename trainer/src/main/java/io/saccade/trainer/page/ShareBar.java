package io.saccade.trainer.page;

import java.util.Locale;

/** A share as a bar and a number, as a cell of a table. */
public final class ShareBar {

  private ShareBar() {}

  /** Puts the cell; without a bar where the share is no number. */
  public static void put(Html page, double share) {
    page.open("td");
    if (Double.isFinite(share)) {
      page.open("span", "class", "share");
      page.open("i", "style", String.format(Locale.ROOT, "width:%.1f%%", share * 100)).close();
      page.close();
    }
    page.text(Shown.percent(share)).close();
  }
}
