package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.schemas.HttpSchemaRegistry;
import io.saccade.schemas.avro.ImageEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A registry that is away pauses the processor; no event becomes a failure for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RegistryOutageIT {

  private static final int EVENTS = 300;
  private static final int RATE = 20;
  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("faults.outage", 1));
  private static final long SEED = 20_261_125;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What the specification allows, and the longest a request to a silent registry may last. */
  private static final Duration RESUME = Duration.ofSeconds(15 + 5);

  private final Path folder;
  private final SandboxProcess sandbox;

  RegistryOutageIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.sandbox = SandboxProcess.start(folder);
  }

  @AfterAll
  void stopSandbox() {
    sandbox.close();
  }

  @Test
  void waitsForARegistryThatIsAwayWhenItStarts() throws Exception {
    try (OutageRegistry registry = new OutageRegistry(folder.resolve("registry-cold"));
        Run run = new Run("cold", registry)) {
      run.load.publish(EVENTS);
      registry.refuse();
      CliProcess process = run.fleet.start(run.fleet.client(0));
      process.awaitLine("registry does not answer; waiting", PATIENCE);
      assertThat(run.broker.lag()).isEqualTo(EVENTS);

      registry.comeBack();

      Duration resumed = run.awaitResumed();
      run.awaitDrained(PATIENCE);
      run.evidence("cold start", resumed).save();
      run.requireExactlyOnce(EVENTS);
    }
  }

  @Test
  void stopsInTimeWhileItStillWaitsForTheRegistry() throws Exception {
    try (OutageRegistry registry = new OutageRegistry(folder.resolve("registry-stop"));
        Run run = new Run("stop", registry)) {
      registry.refuse();
      CliProcess process = run.fleet.start(run.fleet.client(0));
      process.awaitLine("registry does not answer; waiting", PATIENCE);

      process.terminate();

      assertThat(process.awaitExit(Duration.ofSeconds(20))).as(process.output()).isZero();
    }
  }

  @Test
  void worksOnWithoutTheRegistryOnSchemasThatItKnows() throws Exception {
    try (OutageRegistry registry = new OutageRegistry(folder.resolve("registry-known"));
        Run run = new Run("known", registry)) {
      run.fleet.start(run.fleet.client(0));
      run.load.publish(EVENTS);
      run.awaitDrained(PATIENCE);
      registry.refuse();
      run.load.publish(EVENTS);
      run.awaitDrained(PATIENCE);

      registry.comeBack();

      run.requireExactlyOnce(2 * EVENTS);
    }
  }

  @Test
  void waitsWithEventsWhoseSchemaItCannotAskFor() throws Exception {
    try (OutageRegistry registry = new OutageRegistry(folder.resolve("registry-silent"));
        Run run = new Run("silent", registry)) {
      int newer = registerNewer(run.stage);
      run.fleet.start(run.fleet.client(0));
      run.load.publish(EVENTS);
      run.awaitDrained(PATIENCE);
      OutageRegistry.Silence silence = registry.hang();
      for (int i = 0; i < EVENTS; i++) {
        byte[] event = run.load.event();
        run.load.send(run.load.key(), i % 3 == 0 ? withSchema(newer, event) : event).get();
      }
      // Once it asks again, it has waited longer than any record may take.
      Eventually.holds("it asks for the schema again", PATIENCE, () -> silence.connections() > 1);
      int more = RATE * (int) OUTAGE.toSeconds();
      try (SteadyLoad load = new SteadyLoad(run.load, more, RATE)) {
        load.await();
      }
      assertThat(run.failures()).isZero();
      assertThat(run.broker.lag()).isPositive();

      registry.comeBack();

      Duration resumed = run.awaitResumed();
      run.awaitDrained(PATIENCE);
      run.evidence("", resumed).figure("down for s", OUTAGE.toSeconds()).save();
      run.requireExactlyOnce(2 * EVENTS + more);
    }
  }

  /** A processor with short deadlines, and what looks at it. */
  private final class Run implements AutoCloseable {

    private final Stage stage;
    private final BrokerView broker;
    private final Fleet fleet;
    private final EventLoad load;

    private Run(String name, OutageRegistry registry) throws Exception {
      stage = new Stage("outage-" + name, sandbox.bootstrap(), registry.url());
      broker = new BrokerView(stage);
      broker.createTopics();
      fleet =
          new Fleet(
              stage,
              SaccadeProgram.of(folder, "exactly_once_v2").with("record.deadline", "2s"),
              folder);
      load = new EventLoad(stage, SEED);
    }

    private void awaitDrained(Duration deadline) throws Exception {
      Eventually.holds(
          "every event is committed",
          deadline,
          () -> {
            fleet.requireAlive();
            return broker.lag() == 0;
          });
    }

    /** How long it takes until the lag becomes less. */
    private Duration awaitResumed() throws Exception {
      long began = System.nanoTime();
      long lag = broker.lag();
      Eventually.holds("it goes on", RESUME, () -> broker.lag() < lag);
      return Duration.ofNanos(System.nanoTime() - began);
    }

    private Evidence evidence(String part, Duration resumed) throws Exception {
      return Evidence.of("registry-outage")
          .part(part)
          .figures(Verifier.judge(stage, broker, PATIENCE))
          .figure("failures", failures())
          .figure("resumed after s", resumed.toMillis() / 1e3)
          .seed(SEED);
    }

    private long failures() throws Exception {
      return broker
          .ends(BrokerView.partitions(List.of(stage.failures())), IsolationLevel.READ_UNCOMMITTED)
          .values()
          .stream()
          .mapToLong(Long::longValue)
          .sum();
    }

    private void requireExactlyOnce(int events) throws Exception {
      Verdict verdict = Verifier.judge(stage, broker, PATIENCE);
      System.out.println("registry outage: " + verdict);
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      assertThat(verdict.outputsOf(stage.predictions())).isEqualTo(events);
    }

    @Override
    public void close() {
      fleet.close();
      load.close();
      broker.close();
    }
  }

  /** Registers the event's schema with one more field, as a producer that is ahead of us may. */
  private static int registerNewer(Stage stage) throws Exception {
    Schema ours = ImageEvent.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    ours.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(new Schema.Field("zone", Schema.create(Schema.Type.STRING), "Where.", ""));
    Schema newer =
        Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
    try (HttpSchemaRegistry registry =
        HttpSchemaRegistry.of(Map.of("schema.registry.url", stage.registry()))) {
      return registry.register(stage.images() + "-value", newer);
    }
  }

  /** The event with an empty text as its last field, and the id of the schema that has it. */
  private static byte[] withSchema(int id, byte[] event) {
    byte[] newer = Arrays.copyOf(event, event.length + 1);
    ByteBuffer.wrap(newer).putInt(1, id);
    return newer;
  }
}
