package io.saccade.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** As much of PromQL as it takes to find the metrics that an expression asks for. */
final class Promql {

  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]");
  private static final Pattern LABELS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.])[a-zA-Z_:][\\w:]*(?!\\s*\\(|[\\w:])");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "offset", "bool", "by", "on", "without", "sum", "max", "count");

  private Promql() {}

  static Set<String> metrics(String expression) {
    String bare = expression.replaceAll("\\$\\{?\\w+}?", "x");
    bare = TEXT.matcher(bare).replaceAll("");
    bare = LABELS.matcher(bare).replaceAll("");
    bare = bare.replaceAll("offset\\s+\\w+", "");
    Set<String> metrics = new TreeSet<>();
    NAME.matcher(bare).results().forEach(found -> metrics.add(found.group()));
    metrics.removeAll(WORDS);
    return metrics;
  }
}
