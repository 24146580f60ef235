package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import java.util.List;

/** How it was trained. */
final class RecipeSection {

  private RecipeSection() {}

  static void put(Html page, List<Setting> recipe) {
    if (recipe.isEmpty()) {
      return;
    }
    page.open("section").leaf("h2", "Recipe");
    page.leaf("p", "The same recipe on the same images gives the same bytes.", "class", "how");
    settings(page, recipe);
    page.close();
  }

  /** Names and values, line by line. */
  static void settings(Html page, List<Setting> settings) {
    page.open("dl", "class", "facts");
    for (Setting setting : settings) {
      page.leaf("dt", setting.name()).open("dd").leaf("code", setting.value()).close();
    }
    page.close();
  }
}
