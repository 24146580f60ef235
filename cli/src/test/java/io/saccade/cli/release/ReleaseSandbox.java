package io.saccade.cli.release;

import io.saccade.cli.CliRun;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.schemas.SerdeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real broker and registry with the topics of releases, and instances that are played. */
public final class ReleaseSandbox implements AutoCloseable {

  private final Sandbox sandbox;
  private final SerdeFactory serdes;
  private final List<FakeInstance> instances = new ArrayList<>();

  private ReleaseSandbox(Sandbox sandbox, SerdeFactory serdes) {
    this.sandbox = sandbox;
    this.serdes = serdes;
  }

  /** Starts both, with their data in the folder. */
  public static ReleaseSandbox start(Path data) throws Exception {
    Sandbox sandbox = Sandbox.start(0, 0, data);
    ReleaseTopics topics = ReleaseTopics.defaults();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", sandbox.bootstrap()))) {
      List<NewTopic> all = new ArrayList<>();
      all.add(new NewTopic("images", Optional.of(4), Optional.empty()));
      for (String topic : topics.all()) {
        all.add(
            new NewTopic(topic, Optional.of(1), Optional.empty()).configs(topics.configs(topic)));
      }
      admin.createTopics(all).all().get();
    }
    return new ReleaseSandbox(
        sandbox, SerdeFactory.create(Map.of("schema.registry.url", sandbox.registry())));
  }

  public String bootstrap() {
    return sandbox.bootstrap();
  }

  public SerdeFactory serdes() {
    return serdes;
  }

  /** Starts an instance that serves a version of a model before any release. */
  public void instance(String name, String model, String version) throws Exception {
    FakeInstance.ServedFrom start = new FakeInstance.ServedFrom(model, version);
    instances.add(FakeInstance.start(name, start, sandbox.bootstrap(), serdes));
  }

  /** Ends all instances. */
  public void endInstances() {
    instances.forEach(FakeInstance::close);
    instances.clear();
  }

  /** Runs a command against it. */
  public CliRun run(List<String> args) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--bootstrap", sandbox.bootstrap(), "--registry", sandbox.registry()));
    return CliRun.of(all.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    endInstances();
    serdes.close();
    sandbox.close();
  }
}
