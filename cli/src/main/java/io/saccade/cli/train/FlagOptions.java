package io.saccade.cli.train;

import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.FlagGroup;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** Gives a command every flag of a training's recipe, and shows them by what they are about. */
final class FlagOptions implements IModelTransformer {

  @Override
  public CommandSpec transform(CommandSpec spec) {
    for (Flag flag : Flag.values()) {
      spec.addOption(option(flag));
    }
    spec.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, FlagOptions::grouped);
    return spec;
  }

  private static OptionSpec option(Flag flag) {
    OptionSpec.Builder option = OptionSpec.builder(flag.toString()).description(described(flag));
    return flag.isSwitch()
        ? option.arity("0").type(boolean.class).build()
        : option.arity("1").type(String.class).paramLabel(flag.label()).build();
  }

  private static String described(Flag flag) {
    boolean tells = !flag.isSwitch() && !flag.usual().isEmpty();
    // Percent signs would be taken for picocli's own.
    String text = flag.description().replace("%", "%%");
    return tells ? text.replaceFirst("\\.$", "") + " (default: %s).".formatted(flag.usual()) : text;
  }

  /** What was given of them. */
  static Map<Flag, String> given(ParseResult parsed) {
    Map<Flag, String> given = new EnumMap<>(Flag.class);
    for (Flag flag : Flag.values()) {
      if (parsed.hasMatchedOption(flag.toString())) {
        Object value = parsed.matchedOptionValue(flag.toString(), "");
        given.put(flag, String.valueOf(value));
      }
    }
    return given;
  }

  private static String grouped(Help help) {
    StringBuilder text = new StringBuilder();
    Set<OptionSpec> flags = new HashSet<>();
    for (FlagGroup group : FlagGroup.values()) {
      List<OptionSpec> options =
          Flag.of(group).stream()
              .map(flag -> help.commandSpec().findOption(flag.toString()))
              .toList();
      flags.addAll(options);
      add(text, help, group.heading(), options);
    }
    List<OptionSpec> others =
        help.commandSpec().options().stream()
            .filter(option -> !flags.contains(option) && !option.hidden())
            .toList();
    add(text, help, "Images from Kafka", chosen(others, true));
    add(text, help, "Running", chosen(others, false));
    return text.toString();
  }

  private static List<OptionSpec> chosen(List<OptionSpec> options, boolean ofTopics) {
    return options.stream()
        .filter(option -> TopicOptions.NAMES.contains(option.longestName()) == ofTopics)
        .toList();
  }

  private static void add(StringBuilder text, Help help, String heading, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    text.append("%n%s:%n".formatted(heading)).append(layout);
  }
}
