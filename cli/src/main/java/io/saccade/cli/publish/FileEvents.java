package io.saccade.cli.publish;

import io.saccade.cli.files.ImageFile;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The events of image files, all of them in their order, as often as asked. */
public final class FileEvents implements EventSource {

  private final List<ImageFile> files;
  private final int repeat;
  private final EventHeads heads;
  private final Carriage carriage;
  private final EventAttributes attributes;

  /** What an event carries of a file: its bytes, or a reference to it. */
  @FunctionalInterface
  private interface Carriage {
    Object of(Path file) throws IOException;
  }

  private FileEvents(
      List<ImageFile> files,
      int repeat,
      EventHeads heads,
      Carriage carriage,
      EventAttributes attributes) {
    this.files = List.copyOf(files);
    this.repeat = repeat;
    this.heads = heads;
    this.carriage = carriage;
    this.attributes = attributes;
  }

  /** Events that carry the files' bytes. */
  public static FileEvents inline(List<ImageFile> files, int repeat, Clock clock) {
    return of(files, repeat, clock, file -> ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  /**
   * Events that carry the files' URIs and hashes.
   *
   * @param references to these files
   */
  static FileEvents byReference(
      List<ImageFile> files, int repeat, Clock clock, FileReferences references) {
    return of(files, repeat, clock, references::of);
  }

  private static FileEvents of(List<ImageFile> files, int repeat, Clock clock, Carriage carriage) {
    return new FileEvents(files, repeat, EventHeads.of(clock), carriage, EventAttributes.plain());
  }

  /** The same events, which say this beside their images. */
  FileEvents with(EventAttributes said) {
    return new FileEvents(files, repeat, heads, carriage, said);
  }

  @Override
  public long count() {
    return (long) files.size() * repeat;
  }

  @Override
  public ImageEvent event(long number) throws IOException {
    ImageFile file = file(number);
    String fileName = String.valueOf(file.path().getFileName());
    return heads
        .of(number, fileName)
        .setImage(carriage.of(file.path()))
        .setContentType(EventHeads.contentType(fileName))
        .setAttributes(attributes.of(file))
        .build();
  }

  @Override
  public String name(long number) {
    return file(number).name();
  }

  private ImageFile file(long number) {
    return files.get((int) (number % files.size()));
  }
}
