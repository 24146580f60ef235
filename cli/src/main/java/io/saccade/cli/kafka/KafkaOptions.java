package io.saccade.cli.kafka;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Topics.Topic;
import io.saccade.processor.BrokerTrouble;
import io.saccade.processor.PlainListener;
import io.saccade.schemas.HttpSchemaRegistry;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.SerdeFactory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options of every command that talks to Kafka. */
public final class KafkaOptions {

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:SACCADE_BOOTSTRAP:-127.0.0.1:9092}",
      description =
          "Where Kafka is, one or several brokers (default: $SACCADE_BOOTSTRAP, else"
              + " 127.0.0.1:9092).")
  private String bootstrap = "";

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "${env:SACCADE_REGISTRY_URL:-http://127.0.0.1:8081}",
      description =
          "Where the schema registry is, one or several URLs (default: $SACCADE_REGISTRY_URL, else"
              + " http://127.0.0.1:8081).")
  private String registry = "";

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description =
          "Properties for the clients of Kafka and of the registry: security.protocol, ssl.*,"
              + " sasl.*, basic.auth.*, bearer.auth.*, schema.registry.*.")
  private Optional<Path> clientConfig = Optional.empty();

  /** The addresses of the brokers, as given. */
  public String bootstrap() {
    return bootstrap;
  }

  /** The addresses of the registry, as given. */
  public String registry() {
    return registry;
  }

  /** Settings of a Kafka client: the user's file, with the address on top. */
  public Map<String, Object> clients() throws IOException, CommandFailedException {
    Map<String, Object> settings = new HashMap<>(file());
    settings.put("bootstrap.servers", bootstrap);
    Optional<String> encrypting = PlainListener.encrypting(settings);
    if (encrypting.isPresent()) {
      throw new CommandFailedException(
          BrokerTrouble.encrypts(encrypting.get(), "") + "; see --bootstrap and --client-config");
    }
    return settings;
  }

  /** Opens the readers and writers of the registry. */
  public SerdeFactory serdes() throws IOException, CommandFailedException {
    try {
      return SerdeFactory.create(registrySettings());
    } catch (RegistryConfigurationException e) {
      throw misconfigured(e);
    }
  }

  /** Opens the registry itself, for records of any schema. */
  public HttpSchemaRegistry schemas() throws IOException, CommandFailedException {
    try {
      return HttpSchemaRegistry.of(registrySettings());
    } catch (RegistryConfigurationException e) {
      throw misconfigured(e);
    }
  }

  /**
   * The topic of this name.
   *
   * @param otherwise what to do where it is missing, for the user
   */
  public Topic topic(String name, String otherwise)
      throws IOException, CommandFailedException, InterruptedException {
    return find(name)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "there is no topic %s at %s; %s".formatted(name, bootstrap, otherwise)));
  }

  /** The topic of the same name, or this one, made where it is missing. */
  public Topic topicOrMade(Topic like)
      throws IOException, CommandFailedException, InterruptedException {
    Optional<Topic> found = find(like.name());
    if (found.isEmpty()) {
      try (Topics topics = Topics.connect(clients())) {
        topics.create(like.name(), like.partitions(), like.maxMessageBytes());
      }
    }
    return found.orElse(like);
  }

  private Optional<Topic> find(String name)
      throws IOException, CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(clients())) {
      return topics.find(name);
    }
  }

  private Map<String, Object> registrySettings() throws IOException, CommandFailedException {
    Map<String, Object> settings = new HashMap<>(file());
    settings.put("schema.registry.url", registry);
    return settings;
  }

  private Map<String, Object> file() throws IOException, CommandFailedException {
    Map<String, Object> settings = new HashMap<>();
    if (clientConfig.isPresent()) {
      Properties properties = new Properties();
      try (Reader in = Files.newBufferedReader(clientConfig.get())) {
        properties.load(in);
      } catch (IllegalArgumentException e) {
        throw new CommandFailedException(
            clientConfig.get() + " is not a properties file: " + e.getMessage(), e);
      }
      properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
    }
    return settings;
  }

  private static CommandFailedException misconfigured(RegistryConfigurationException e) {
    return new CommandFailedException(e.getMessage() + "; check --registry and --client-config", e);
  }
}
