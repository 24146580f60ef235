package io.saccade.cli.security;

import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.rights.BrokerKeys;
import io.saccade.cli.rights.SecuredBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way into a broker, as a user writes it down: the block `kafka:` of the processor, and the file
 * of properties of all commands.
 *
 * @param name for files and groups
 * @param bootstrap the listener
 * @param clients what Kafka's clients are told
 */
record Way(String name, String bootstrap, Map<String, String> clients) {

  static Way certificate(SecuredBroker broker, BrokerKeys keys, String name) {
    return new Way(name, broker.bootstrapOfCertificates(), SecuredBroker.certificate(keys, name));
  }

  static Way password(SecuredBroker broker, BrokerKeys keys, String password) {
    return new Way("scram", broker.bootstrapOfPasswords(), SecuredBroker.password(keys, password));
  }

  /** The same with other settings; one whose value is empty is left out. */
  Way with(String newName, Map<String, String> changes) {
    Map<String, String> changed = new TreeMap<>(clients);
    changed.putAll(changes);
    changed.values().removeIf(String::isEmpty);
    return new Way(newName, bootstrap, changed);
  }

  /** The file of settings of a processor. */
  Path yaml(Path folder, Map<String, String> settings) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("bootstrap: " + bootstrap);
    settings.forEach((name, value) -> lines.add("%s: \"%s\"".formatted(name, value)));
    lines.add("kafka:");
    clients.forEach(
        (name, value) -> lines.add("  %s: '%s'".formatted(name, value.replace("'", "''"))));
    return Files.write(folder.resolve(name + ".yaml"), lines);
  }

  /** Starts a processor that comes in this way. */
  CliProcess processor(Path folder, Map<String, String> settings, String... options)
      throws IOException {
    return processor(folder, settings, Map.of(), options);
  }

  /** Starts one in an environment. */
  CliProcess processor(
      Path folder, Map<String, String> settings, Map<String, String> environment, String... options)
      throws IOException {
    List<String> args = new ArrayList<>(List.of("process"));
    args.addAll(List.of("--config", yaml(folder, settings).toString()));
    args.addAll(List.of(options));
    return CliProcess.start(
        Files.createTempFile(folder, name, ".log"), List.of("-Xmx512m"), environment, args);
  }

  /** Runs a command that comes in this way. */
  CliRun run(Path folder, String registry, String... args) throws IOException {
    List<String> lines = new ArrayList<>();
    clients.forEach((name, value) -> lines.add(name + "=" + value));
    Path config = Files.write(folder.resolve(name + ".properties"), lines);
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap", bootstrap, "--registry", registry));
    all.addAll(List.of("--client-config", config.toString()));
    return CliRun.of(all.toArray(String[]::new));
  }
}
