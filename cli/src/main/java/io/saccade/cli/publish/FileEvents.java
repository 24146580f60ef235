package io.saccade.cli.publish;

import io.saccade.cli.files.ImageFile;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;

/** The events of image files, all of them in their order, as often as asked. */
public final class FileEvents implements EventSource {

  private final List<ImageFile> files;
  private final int repeat;
  private final EventHeads heads;
  private final FileReferences references = new FileReferences();
  private final boolean byReference;
  private final EventAttributes attributes;

  private FileEvents(
      List<ImageFile> files,
      int repeat,
      EventHeads heads,
      boolean byReference,
      EventAttributes attributes) {
    this.files = List.copyOf(files);
    this.repeat = repeat;
    this.heads = heads;
    this.byReference = byReference;
    this.attributes = attributes;
  }

  /** Events that carry the files' bytes. */
  public static FileEvents inline(List<ImageFile> files, int repeat, Clock clock) {
    return new FileEvents(files, repeat, EventHeads.of(clock), false, EventAttributes.plain());
  }

  /** Events that carry the files' URIs and hashes, for processors that can reach the files. */
  public static FileEvents byReference(List<ImageFile> files, int repeat, Clock clock) {
    return new FileEvents(files, repeat, EventHeads.of(clock), true, EventAttributes.plain());
  }

  /** The same events, which say this beside their images. */
  FileEvents with(EventAttributes said) {
    return new FileEvents(files, repeat, heads, byReference, said);
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
        .setImage(
            byReference
                ? references.of(file.path())
                : ByteBuffer.wrap(Files.readAllBytes(file.path())))
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
