package io.saccade.processor.labels;

import io.saccade.processor.accuracy.Answer;
import io.saccade.processor.accuracy.AnswerStream;
import io.saccade.processor.accuracy.LabelledEvent;
import io.saccade.processor.accuracy.Truth;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What is known of an event, as it is kept: about eighty bytes a prediction, thirty a label. */
final class EventFormat {

  private static final int FORM = 1;
  private static final int HASH_BYTES = 32;

  private EventFormat() {}

  static byte[] write(LabelledEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      out.writeByte(event.answers().size());
      for (LabelledEvent.Judged judged : event.answers()) {
        write(judged.answer(), out);
        out.writeInt(judged.verdict());
      }
      out.writeByte(event.truths().size());
      for (Truth truth : event.truths()) {
        write(truth, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can fail in memory", e);
    }
    return bytes.toByteArray();
  }

  static LabelledEvent read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORM) {
        throw new IllegalStateException("an event in the store that is of no known form");
      }
      List<LabelledEvent.Judged> answers = new ArrayList<>();
      for (int left = in.readByte(); left > 0; left--) {
        answers.add(new LabelledEvent.Judged(answer(in), in.readInt()));
      }
      List<Truth> truths = new ArrayList<>();
      for (int left = in.readByte(); left > 0; left--) {
        truths.add(truth(in));
      }
      return new LabelledEvent(answers, truths);
    } catch (IOException e) {
      throw new UncheckedIOException("an event in the store that ends too early", e);
    }
  }

  static void write(Answer answer, DataOutputStream out) throws IOException {
    out.write(HexFormat.of().parseHex(answer.stream().sha256()));
    out.writeUTF(answer.stream().key());
    out.writeInt(answer.place().topic());
    out.writeInt(answer.place().partition());
    out.writeLong(answer.place().offset());
    out.writeLong(answer.time());
    out.writeInt(answer.predicted());
    out.writeInt(answer.confidence());
    out.writeInt(answer.calibrated());
  }

  static Answer answer(DataInputStream in) throws IOException {
    String sha256 = HexFormat.of().formatHex(in.readNBytes(HASH_BYTES));
    return new Answer(
        new AnswerStream(sha256, in.readUTF()),
        new Answer.Place(in.readInt(), in.readInt(), in.readLong()),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readInt());
  }

  static void write(Truth truth, DataOutputStream out) throws IOException {
    out.writeLong(truth.labelledAt());
    out.writeLong(truth.source());
    out.writeUTF(truth.said());
    out.writeLong(truth.sentAt());
  }

  static Truth truth(DataInputStream in) throws IOException {
    return new Truth(in.readLong(), in.readLong(), in.readUTF(), in.readLong());
  }
}
