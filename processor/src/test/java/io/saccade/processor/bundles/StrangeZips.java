package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.BUNDLE_HASH;
import static io.saccade.model.RefusalCode.MODEL_FORMAT;

import io.saccade.model.RefusalCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Zips whose headers say what is not so. */
final class StrangeZips {

  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int LINK = 0xA1FF0000;
  private static final String NAME = "model.onnx";

  private StrangeZips() {}

  static Stream<HostileCase> zips() {
    return Stream.of(
        zip("an encrypted entry", MODEL_FORMAT, zip -> zip.both(8, 6, (short) 9)),
        zip("an unknown compression", MODEL_FORMAT, zip -> zip.both(10, 8, (short) 99)),
        zip("deflated, but said to be stored", BUNDLE_HASH, zip -> zip.both(10, 8, (short) 0)),
        zip("less of an entry than there is", MODEL_FORMAT, zip -> zip.central(20, 3)),
        zip("an entry beyond the end", MODEL_FORMAT, zip -> zip.central(42, Integer.MAX_VALUE)),
        zip(
            "an entry that lies in another",
            BUNDLE_HASH,
            zip -> zip.central(42, zip.find(LOCAL, "labels.txt"))),
        zip("a name with a zero byte", MODEL_FORMAT, zip -> zip.name("model\0onnx")),
        zip("a name that is not UTF-8", MODEL_FORMAT, zip -> zip.name("model\u00ffonnx")),
        zip("a name of another drive", MODEL_FORMAT, zip -> zip.name("C:\\el.onnx")),
        zip("a directory longer than the file", MODEL_FORMAT, zip -> zip.end(12, 1 << 30)),
        new HostileCase(
            "a link as an entry",
            MODEL_FORMAT,
            b -> new Zip(b.model("/etc/passwd".getBytes(StandardCharsets.US_ASCII))).link()));
  }

  private interface Change {
    void in(Zip zip);
  }

  private static HostileCase zip(String name, RefusalCode code, Change change) {
    return new HostileCase(
        name,
        code,
        bundle -> {
          Zip zip = new Zip(bundle);
          change.in(zip);
          return zip.written();
        });
  }

  /** The bytes of a bundle's zip, whose headers can be written over. */
  private static final class Zip {

    private final Path file;
    private final ByteBuffer bytes;

    Zip(SpoiltBundle bundle) throws Exception {
      this.file = bundle.zip(Map.of());
      this.bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    Path written() throws Exception {
      return Files.write(file, bytes.array());
    }

    /** Makes the entry of the model a symbolic link, as it would be unpacked on Unix. */
    Path link() throws Exception {
      central(4, (short) 0x0314);
      central(38, LINK);
      return written();
    }

    void central(int offset, int value) {
      bytes.putInt(find(CENTRAL, NAME) + offset, value);
    }

    void central(int offset, short value) {
      bytes.putShort(find(CENTRAL, NAME) + offset, value);
    }

    /** Changes a field of both headers of the model's entry. */
    void both(int central, int local, short value) {
      central(central, value);
      bytes.putShort(find(LOCAL, NAME) + local, value);
    }

    void name(String sameLength) {
      byte[] name = sameLength.getBytes(StandardCharsets.ISO_8859_1);
      bytes.put(find(LOCAL, NAME) + 30, name);
      bytes.put(find(CENTRAL, NAME) + 46, name);
    }

    void end(int offset, int value) {
      bytes.putInt(bytes.capacity() - 22 + offset, value);
    }

    int find(int header, String name) {
      String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
      int length = header == CENTRAL ? 46 : 30;
      int at = text.indexOf(name);
      while (at < length || bytes.getInt(at - length) != header) {
        at = text.indexOf(name, at + 1);
      }
      return at - length;
    }
  }
}
