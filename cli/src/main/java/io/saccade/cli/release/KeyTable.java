package io.saccade.cli.release;

import io.saccade.processor.release.KeyAnswer;
import io.saccade.processor.release.ModelState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints who answers which key. */
final class KeyTable {

  private static final int WIDEST = 28;

  private KeyTable() {}

  static void print(ModelState state, List<String> keys, PrintWriter out) {
    if (!keys.isEmpty()) {
      out.println();
    }
    for (String key : keys) {
      String shown = ReleaseText.cut(ReleaseText.plain(key), WIDEST);
      out.println(
          KeyAnswer.of(state, key)
              .map(answer -> line(shown, answer))
              .orElse("key        %-28s no release yet".formatted(shown)));
    }
  }

  private static String line(String shown, KeyAnswer answer) {
    return String.format(
        Locale.ROOT,
        "key        %-28s %5.2f of 100: %s %s",
        shown,
        answer.place(),
        answer.cohort().toString().toLowerCase(Locale.ROOT),
        answer.version());
  }
}
