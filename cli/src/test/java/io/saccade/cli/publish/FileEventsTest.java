package io.saccade.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.files.ImageFile;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageReference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileEventsTest {

  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789012Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir private Path folder;
  private List<ImageFile> files = List.of();

  @BeforeEach
  void writeFiles() throws Exception {
    Path first = Files.write(folder.resolve("first.jpg"), new byte[] {1, 2, 3});
    Path second = Files.write(folder.resolve("second.webp"), new byte[] {4});
    files = List.of(file(first, "first.jpg"), file(second, "second.webp"));
  }

  @Test
  void carriesTheBytesOfTheFile() throws Exception {
    ImageEvent event = FileEvents.inline(files, 1, CLOCK).event(0);

    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(event.getCapturedAt()).isEqualTo(NOW);
    assertThat(event.getContentType()).isEqualTo("image/jpeg");
    assertThat(event.getAttributes()).isEqualTo(Map.of("file", "first.jpg"));
  }

  @Test
  void saysWhatItIsToldAndWhatTheFolderIsNamedFor() throws Exception {
    Path rose = Files.createDirectory(folder.resolve("rose"));
    Path file = Files.write(rose.resolve("1.jpg"), new byte[] {1});
    EventAttributes attributes = new EventAttributes(Map.of("site", "north"), true);

    ImageEvent event =
        FileEvents.inline(List.of(file(file, "rose/1.jpg")), 1, CLOCK).with(attributes).event(0);

    assertThat(event.getAttributes())
        .isEqualTo(Map.of("file", "rose/1.jpg", "label", "rose", "site", "north"));
  }

  @Test
  void goesRoundTheFilesAsOftenAsAsked() throws Exception {
    FileEvents events = FileEvents.inline(files, 3, CLOCK);

    assertThat(events.count()).isEqualTo(6);
    assertThat(LongStream.range(0, 6).mapToObj(events::name))
        .containsExactly(
            "first.jpg", "second.webp", "first.jpg", "second.webp", "first.jpg", "second.webp");
  }

  @Test
  void givesEveryEventAnIdOfItsOwnThatNamesTheFile() throws Exception {
    FileEvents one = FileEvents.inline(files, 2, CLOCK);
    FileEvents other = FileEvents.inline(files, 2, Clock.systemUTC());

    assertThat(one.event(2).getId()).endsWith("-000002-first.jpg");
    assertThat(List.of(one.event(0).getId(), one.event(2).getId(), other.event(0).getId()))
        .doesNotHaveDuplicates();
  }

  @Test
  void refersToTheFileByItsHash() throws Exception {
    FileReferences references = FileReferences.here(files);
    ImageReference reference =
        (ImageReference) FileEvents.byReference(files, 1, CLOCK, references).event(0).getImage();

    assertThat(reference.getUri()).startsWith("file:///").endsWith("/first.jpg");
    assertThat(reference.getSha256())
        .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
  }

  private static ImageFile file(Path path, String name) {
    return new ImageFile(path, name, Path.of(name));
  }
}
