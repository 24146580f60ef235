package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds docs/training.md to the code. The commands that take seconds are run; those that train, or
 * load from the network, are read as far as their settings are accepted.
 */
final class TrainingPageTest {

  private static final Path PAGE = Path.of("..", "docs", "training.md");
  private static final String COMMAND = "./saccade ";
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FLAG = Pattern.compile("`--([a-z-]+)");

  @TempDir private Path folder;

  @BeforeEach
  void provideWhatTheReaderHas() throws Exception {
    for (String data : List.of("flowers", "animals", "mnist", "bases")) {
      Files.createDirectory(folder.resolve(data));
    }
    for (String base : List.of("mobilenetv2-12.onnx", "vgg16-12.onnx")) {
      Files.createFile(folder.resolve("bases").resolve(base));
    }
  }

  private static List<String> commands(String words) throws IOException {
    return Files.readString(PAGE)
        .replaceAll("\\\\\n +", "")
        .lines()
        .filter(line -> line.startsWith(COMMAND + words))
        .map(line -> line.substring(COMMAND.length()))
        .toList();
  }

  private String here(String path) {
    return folder.resolve(path).toString();
  }

  /** The settings of a command, with our paths. */
  private Map<Flag, String> settings(String command) throws Exception {
    Map<Flag, String> settings = new EnumMap<>(Flag.class);
    List<String> words = new ArrayList<>(List.of(command.split(" +", -1)));
    int recipe = words.indexOf("--recipe");
    if (recipe >= 0) {
      settings.putAll(recipe());
      words.subList(recipe, recipe + 2).clear();
    }
    for (int i = 1; i < words.size(); i += 2) {
      String word = words.get(i);
      Flag flag = flag(word.replaceFirst("--", "")).orElseThrow(() -> new AssertionError(word));
      settings.put(flag, words.get(i + 1));
    }
    // What is in a topic is of no matter to the other settings.
    settings.computeIfPresent(
        Flag.DATA, (flag, value) -> value.equals("kafka:labelled") ? "flowers" : value);
    for (Flag path : List.of(Flag.DATA, Flag.BASE, Flag.OUT)) {
      settings.computeIfPresent(path, (flag, value) -> here(value));
    }
    return settings;
  }

  private Map<Flag, String> recipe() throws Exception {
    Matcher yaml = YAML.matcher(Files.readString(PAGE));
    assertThat(yaml.find()).isTrue();
    return RecipeFile.read(Files.writeString(folder.resolve("flowers.yaml"), yaml.group(1)));
  }

  private static Optional<Flag> flag(String word) {
    return Arrays.stream(Flag.values()).filter(flag -> flag.word().equals(word)).findFirst();
  }

  @Test
  void showsTrainingsThatAreAccepted() throws Exception {
    List<String> trainings = commands("train --");
    assertThat(trainings).hasSize(6).contains("train --resume --out bundles/flowers-2");

    for (String training : trainings) {
      if (training.contains("--resume")) {
        continue;
      }
      Recipe recipe = Recipe.of(settings(training));

      assertThat(recipe.given()).as(training).isNotEmpty();
    }
  }

  @Test
  void showsTheClassroomsRecipeAsItIsTaught() throws Exception {
    String training =
        commands("train").stream().filter(line -> line.contains("vgg16")).findFirst().orElseThrow();

    Recipe recipe = Recipe.of(settings(training));

    assertThat(recipe.network().hidden()).hasValue(1024);
    assertThat(recipe.learning().batch()).isEqualTo(20);
    assertThat(recipe.images().augmentation())
        .hasToString("flip=0.5,rotate=20.0,shift=0.2,zoom=0.2");
  }

  @Test
  void fetchesOnlyWhatCanBeFetched() throws Exception {
    String names = CliRun.of("model", "fetch", "--list").out();
    List<String> fetches = commands("model fetch");
    assertThat(fetches).hasSize(3);

    for (String fetch : fetches) {
      String name = fetch.split(" ", -1)[2];
      assertThat(name.equals("--list") || names.contains(name + " ")).as(fetch).isTrue();
    }
  }

  @Test
  void showsCommandsThatDoWhatItSays() throws Exception {
    Samples.bundle(folder.resolve("bundles/flowers"));
    Samples.bundle(folder.resolve("bundles/digits"));
    Samples.images(folder.resolve("flowers/rose"), 2);
    try (Stream<Path> roses = Files.list(folder.resolve("flowers/rose"))) {
      Files.copy(roses.findFirst().orElseThrow(), folder.resolve("five.png"));
    }
    List<String> quick =
        Stream.of("model verify", "classify", "model layers")
            .flatMap(words -> found(words).stream())
            .toList();
    assertThat(quick).hasSize(3);

    for (String command : quick) {
      CliRun run = CliRun.of(arguments(command));

      assertThat(run.code()).as(command + ": " + run.err()).isZero();
    }
    assertThat(folder.resolve("five.html")).exists();
  }

  @Test
  void namesNoFlagThatThereIsNot() throws Exception {
    Matcher named = FLAG.matcher(Files.readString(PAGE));
    List<String> others =
        List.of(
            "recipe",
            "resume",
            "base-url",
            "from",
            "list",
            "label-attribute",
            "max-images",
            "bootstrap",
            "registry",
            "client-config");

    List<String> unknown =
        named
            .results()
            .map(match -> match.group(1))
            .filter(word -> flag(word).isEmpty() && !others.contains(word))
            .toList();

    assertThat(unknown).isEmpty();
  }

  private static List<String> found(String words) {
    try {
      return commands(words);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String[] arguments(String command) {
    return Arrays.stream(command.split(" +", -1))
        .map(word -> word.matches("(bundles|flowers|five).*") ? here(word) : word)
        .toArray(String[]::new);
  }
}
