package io.saccade.processor.labels;

import io.saccade.processor.accuracy.AccuracySums;
import io.saccade.processor.accuracy.Answer;
import io.saccade.processor.accuracy.AnswerStream;
import io.saccade.processor.accuracy.ModelClasses;
import io.saccade.processor.accuracy.Truth;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in the topic where answers and labels meet. Of the processor's own making and for its
 * own reading, so it needs no schema; the first byte says which form it is of.
 */
sealed interface JoinMessage {

  /** The only form so far. */
  byte FORM = 1;

  Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * What a version calls its classes. Goes to every partition before any answer of the version
   * does, because it is sent before the version serves.
   */
  record Classes(String sha256, ModelClasses classes) implements JoinMessage {}

  /** A prediction, by its event. */
  record Answered(String event, Answer answer, String model, String version)
      implements JoinMessage {}

  /** A label, by its event. */
  record Labelled(String event, Truth truth) implements JoinMessage {}

  /** A label that cannot be used. */
  record Refused(long sentAt) implements JoinMessage {}

  /**
   * All that one partition has counted of a stream within an hour, by its stream. It replaces what
   * the partition said before, so it may come twice.
   *
   * @param model the name of the stream's model
   * @param version the name of its version
   * @param partition who counted
   * @param hour when the hour began, in milliseconds
   * @param newest the newest time that the partition has seen
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Counted(
      AnswerStream stream,
      String model,
      String version,
      int partition,
      long hour,
      long newest,
      byte[] sums)
      implements JoinMessage {}

  /** Whether all its times lie between the beginning of 1970 and this, in milliseconds. */
  default boolean isBefore(long latest) {
    if (this instanceof Answered of) {
      return isWithin(of.answer().time(), latest);
    }
    if (this instanceof Labelled of) {
      return isWithin(of.truth().sentAt(), latest);
    }
    if (this instanceof Refused of) {
      return isWithin(of.sentAt(), latest);
    }
    return !(this instanceof Counted of)
        || (isWithin(of.hour(), latest) && isWithin(of.newest(), latest));
  }

  private static boolean isWithin(long time, long latest) {
    return time >= 0 && time <= latest;
  }

  /** The bytes that {@link #read} reads. */
  default byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      if (this instanceof Classes of) {
        out.writeByte(0);
        write(of, out);
      } else if (this instanceof Answered of) {
        out.writeByte(1);
        Texts.write(of.event(), out);
        EventFormat.write(of.answer(), out);
        Texts.write(of.model(), out);
        Texts.write(of.version(), out);
      } else if (this instanceof Labelled of) {
        out.writeByte(2);
        Texts.write(of.event(), out);
        EventFormat.write(of.truth(), out);
      } else if (this instanceof Refused of) {
        out.writeByte(3);
        out.writeLong(of.sentAt());
      } else if (this instanceof Counted of) {
        out.writeByte(4);
        write(of, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can fail in memory", e);
    }
    return bytes.toByteArray();
  }

  /** Reads a message; empty for what is none of ours. */
  static Optional<JoinMessage> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORM) {
        return Optional.empty();
      }
      return switch (in.readByte()) {
        case 0 -> Optional.of(classes(in));
        case 1 ->
            Optional.of(
                new Answered(
                    Texts.read(in), EventFormat.answer(in), Texts.read(in), Texts.read(in)));
        case 2 -> Optional.of(new Labelled(Texts.read(in), EventFormat.truth(in)));
        case 3 -> Optional.of(new Refused(in.readLong()));
        case 4 -> Optional.of(counted(in));
        default -> Optional.empty();
      };
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void write(Classes of, DataOutputStream out) throws IOException {
    Texts.write(of.sha256(), out);
    Texts.write(of.classes().model(), out);
    Texts.write(of.classes().version(), out);
    out.writeInt(of.classes().names().size());
    for (String name : of.classes().names()) {
      Texts.write(name, out);
    }
  }

  private static Classes classes(DataInputStream in) throws IOException {
    String sha256 = Texts.read(in);
    String model = Texts.read(in);
    String version = Texts.read(in);
    int count = in.readInt();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(Texts.read(in));
    }
    return new Classes(sha256, new ModelClasses(model, version, names));
  }

  private static void write(Counted of, DataOutputStream out) throws IOException {
    Texts.write(of.stream().sha256(), out);
    Texts.write(of.stream().key(), out);
    Texts.write(of.model(), out);
    Texts.write(of.version(), out);
    out.writeInt(of.partition());
    out.writeLong(of.hour());
    out.writeLong(of.newest());
    out.writeInt(of.sums().length);
    out.write(of.sums());
  }

  private static Counted counted(DataInputStream in) throws IOException {
    AnswerStream stream = new AnswerStream(Texts.read(in), Texts.read(in));
    Counted counted =
        new Counted(
            stream,
            Texts.read(in),
            Texts.read(in),
            in.readInt(),
            in.readLong(),
            in.readLong(),
            in.readNBytes(in.readInt()));
    // What is kept must be readable, whoever wrote it.
    AccuracySums unused = AccuracySums.parse(counted.sums());
    if (!stream.sha256().isEmpty() && !SHA256.matcher(stream.sha256()).matches()) {
      throw new IllegalArgumentException("a stream of no version");
    }
    return counted;
  }
}
