package io.saccade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class MainTest {

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandExplainsItselfWithExamples(List<String> command) {
    List<String> args = new ArrayList<>(command);
    args.add("--help");

    CliRun run = CliRun.of(args.toArray(String[]::new));

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: saccade", "Exit codes:", "Examples:");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyOptionIsDescribed(List<String> command) {
    CommandLine line = Main.commandLine();
    for (String name : command) {
      line = Objects.requireNonNull(line.getSubcommands().get(name), name);
    }
    assertThat(line.getCommandSpec().args())
        .allSatisfy(arg -> assertThat(arg.description()).isNotEmpty());
  }

  @Test
  void aMissingCommandIsWrongUsage() {
    CliRun run = CliRun.of();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("a command is missing", "Usage: saccade");
  }

  @Test
  void anUnknownOptionIsWrongUsageAndIsNamed() {
    CliRun run = CliRun.of("sandbox", "--kafka-prot", "9092");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Unknown options: '--kafka-prot'", "--kafka-port");
  }

  @Test
  void theVersionNamesKafkaAndJava() {
    CliRun run = CliRun.of("--version");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("saccade ", "Kafka 4.", "Java " + Runtime.version());
  }

  static Stream<List<String>> everyCommand() {
    List<List<String>> commands = new ArrayList<>();
    collect(List.of(), Main.commandLine(), commands);
    return commands.stream();
  }

  private static void collect(List<String> path, CommandLine command, List<List<String>> into) {
    into.add(path);
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              if (!into.contains(List.of(name))) {
                List<String> deeper = new ArrayList<>(path);
                deeper.add(name);
                collect(deeper, sub, into);
              }
            });
  }
}
