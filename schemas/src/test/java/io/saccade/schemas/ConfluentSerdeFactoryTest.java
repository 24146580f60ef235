package io.saccade.schemas;

import static io.saccade.schemas.ScriptedRegistry.missing;
import static io.saccade.schemas.ScriptedRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.schemas.avro.ImageEvent;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfluentSerdeFactoryTest {

  private static URLClassLoader confluent;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private ScriptedRegistry registry;
  private SerdeFactory ours;
  private SerdeFactory theirs;

  @BeforeAll
  static void compile(@TempDir Path classes) throws Exception {
    confluent = StandInClasses.compiledInto(classes);
  }

  @AfterAll
  static void unload() throws Exception {
    confluent.close();
  }

  @BeforeEach
  void start() throws Exception {
    registry = new ScriptedRegistry();
    Map<String, Object> config = Map.of("schema.registry.url", registry.url());
    ours = SerdeFactory.create(config);
    Thread.currentThread().setContextClassLoader(confluent);
    theirs = SerdeFactory.create(config);
  }

  @AfterEach
  void stop() throws Exception {
    Thread.currentThread().setContextClassLoader(before);
    theirs.close();
    ours.close();
    registry.close();
  }

  @Test
  void isChosenByWhatIsOnTheClassPath() {
    assertThat(ours).isInstanceOf(RegistrySerdeFactory.class);
    assertThat(theirs).isInstanceOf(ConfluentSerdeFactory.class);
  }

  @Test
  void usesTheSameSubjectAndWritesTheSameBytes() throws Exception {
    byte[] theirBytes =
        theirs.writer(ImageEvent.class, "images-value").write(Events.inline(new byte[] {1}));
    byte[] ourBytes =
        ours.writer(ImageEvent.class, "images-value").write(Events.inline(new byte[] {1}));
    assertThat(theirBytes).isEqualTo(ourBytes);
    assertThat(registry.asked)
        .extracting(ScriptedRegistry.Asked::line)
        .containsOnly("POST /subjects/images-value/versions");
  }

  @Test
  void readsTheSameRecord() throws Exception {
    byte[] record =
        ours.writer(ImageEvent.class, "images-value").write(Events.inline(new byte[] {1}));
    AvroReader<ImageEvent> reader = theirs.reader(ImageEvent.class);
    assertThat(reader.read(record)).isEqualTo(Events.inline(new byte[] {1}));
    ByteBuffer inTheMiddle = ByteBuffer.allocate(record.length + 2).position(1).put(record);
    assertThat(reader.read(inTheMiddle.flip().position(1)))
        .isEqualTo(Events.inline(new byte[] {1}));
  }

  @Test
  void registersAtStartSoThatWritingNeedsNoRegistry() throws Exception {
    AvroWriter<ImageEvent> writer = theirs.writer(ImageEvent.class, "images-value");
    registry.close();
    assertThat(writer.write(Events.byReference())).startsWith(0, 0, 0, 0, 100);
  }

  @Test
  void tellsAnOutageFromBrokenBytes() throws Exception {
    byte[] record =
        ours.writer(ImageEvent.class, "images-value").write(Events.inline(new byte[] {1}));
    AvroReader<ImageEvent> reader = theirs.reader(ImageEvent.class);
    registry.nextAnswers(status(503, missing(50002)));
    assertThatThrownBy(() -> reader.read(record)).isInstanceOf(RegistryUnavailableException.class);
    for (int length = 0; length < record.length; length++) {
      byte[] torn = Arrays.copyOf(record, length);
      assertThatThrownBy(() -> reader.read(torn)).isInstanceOf(CorruptRecordException.class);
    }
    registry.close();
    assertThatThrownBy(() -> reader.read(Events.record(101)))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(reader.read(record)).isEqualTo(Events.inline(new byte[] {1}));
  }

  @Test
  void tellsWhatTheRegistrySays() throws Exception {
    AvroReader<ImageEvent> reader = theirs.reader(ImageEvent.class);
    assertThatThrownBy(() -> reader.read(Events.record(4711)))
        .isInstanceOf(UnknownSchemaException.class);
    registry.nextAnswers(status(401, missing(401)), status(403, missing(40301)));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> reader.read(Events.record(5)))
          .isInstanceOf(RegistryConfigurationException.class);
    }
    registry.nextAnswers(status(409, missing(409)), status(409, missing(40901)));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> theirs.writer(ImageEvent.class, "images-value"))
          .isInstanceOf(IncompatibleSchemaException.class)
          .hasMessageContaining("images-value");
    }
  }

  @Test
  void saysIncompatibleWhenTheWritersSchemaDoesNotResolve() throws Exception {
    registry.add(9, Schema.create(Schema.Type.DOUBLE));
    AvroReader<ImageEvent> reader = theirs.reader(ImageEvent.class);
    assertThatThrownBy(() -> reader.read(Events.record(9, new byte[8])))
        .isInstanceOf(IncompatibleSchemaException.class);
  }

  @Test
  void reportsSettingsThatTheirSerdesRefuse() {
    assertThatThrownBy(() -> SerdeFactory.create(Map.of()))
        .isInstanceOf(RegistryConfigurationException.class)
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(() -> theirs.writer(ImageEvent.class, "images"))
        .isInstanceOf(RegistryConfigurationException.class)
        .hasMessageContaining("-value");
  }
}
