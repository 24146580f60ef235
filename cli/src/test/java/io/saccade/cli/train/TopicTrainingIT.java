package io.saccade.cli.train;

import static io.saccade.model.shapes.ShapeColor.BLUE;
import static io.saccade.model.shapes.ShapeColor.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.cli.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From events with labels in a real topic to a bundle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TopicTrainingIT {

  @TempDir private static Path data;
  @TempDir private Path folder;
  private Sandbox sandbox;

  @BeforeAll
  void startSandbox() throws Exception {
    sandbox = Sandbox.start(0, 0, data);
  }

  @AfterAll
  void stopSandbox() throws Exception {
    sandbox.close();
  }

  private CliRun at(Object... args) {
    List<String> all = new ArrayList<>();
    for (Object arg : args) {
      all.add(arg.toString());
    }
    all.addAll(List.of("--bootstrap", sandbox.bootstrap(), "--registry", sandbox.registry()));
    return CliRun.of(all.toArray(String[]::new));
  }

  private CliRun train(String topic, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                "kafka:" + topic,
                "--out",
                folder.resolve("out"),
                "--arch",
                "small-cnn",
                "--image-size",
                "16",
                "--epochs",
                "2",
                "--batch",
                "8",
                "--precision",
                "full",
                "--threads",
                "1",
                "--heap",
                "256m"));
    args.addAll(List.of(more));
    return at(args.toArray());
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void publish(String topic, Path images, Object... more) {
    List<Object> args = new ArrayList<>(List.of("publish", "--topic", topic, "--create", images));
    args.addAll(List.of(more));
    CliRun published = at(args.toArray());
    assertThat(published.code()).as(published.err()).isZero();
  }

  @Test
  void learnsWhatALabelledTopicShowsAndTellsWhatItLeavesOut() throws Exception {
    Path images = DrawnClasses.in(folder.resolve("images"), 12, RED, BLUE);
    Files.write(images.resolve("red").resolve("broken.png"), new byte[] {1, 2, 3});
    publish("labelled", images, "--label-from-folder");
    publish("labelled", Samples.images(folder.resolve("unlabelled"), 1));
    Path elsewhere = images.resolve("red").resolve("broken.png");
    publish("labelled", elsewhere, "--label-from-folder", "--by-reference");
    produce("labelled", "no event".getBytes(StandardCharsets.UTF_8));

    CliRun run = train("labelled");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("has no attribute \"label\"")
        .contains("its image is elsewhere")
        .contains("took 25 labelled images from topic labelled, and left out 3 events")
        .contains("Left out 1 file");
    CliRun shown = CliRun.of("model", "inspect", folder.resolve("out").toString());
    assertThat(shown.out()).contains("blue", "red");
    assertThat(CliRun.of("model", "verify", folder.resolve("out").toString()).code()).isZero();
    assertThat(names()).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void takesTheClassFromAnyAttributeAndNoMoreImagesThanAsked() throws Exception {
    Path images = DrawnClasses.in(folder.resolve("images"), 12, RED, BLUE);
    publish("kinds", images.resolve("red"), "--attribute", "kind=a, \"quoted\" one");
    publish("kinds", images.resolve("blue"), "--attribute", "kind=another");

    CliRun few = train("kinds", "--label-attribute", "kind", "--max-images", "3");
    CliRun all = train("kinds", "--label-attribute", "kind");

    assertThat(few.err()).contains("only the first 3 images are taken");
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(Files.readString(folder.resolve("out").resolve("labels.txt")))
        .contains("a, \"quoted\" one", "another");
  }

  @Test
  void saysWhatIsWrongWithATopicAndLeavesNothing() throws Exception {
    publish("bare", Samples.images(folder.resolve("unlabelled"), 2));

    assertThat(train("nowhere").err()).contains("there is no topic nowhere at");
    assertThat(train("a/b").err()).contains("must name a topic");
    assertThat(train("bare").err()).contains("topic bare has no labelled image");
    assertThat(train("bare", "--max-images", "0").code()).isEqualTo(2);
    assertThat(train("bare", "--lr", "soup").err()).contains("--lr must be");
    assertThat(names()).containsExactly("unlabelled");
  }

  private void produce(String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      assertThat(producer.send(new ProducerRecord<>(topic, value)).get().hasOffset()).isTrue();
    }
  }
}
