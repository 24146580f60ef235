package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.MODEL_EXTERNAL_DATA;
import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.model.RefusalCode.MODEL_GOLDEN;
import static io.saccade.model.RefusalCode.MODEL_LABELS;
import static io.saccade.model.RefusalCode.MODEL_SHAPES;
import static io.saccade.processor.bundles.HostileCase.HTML;
import static io.saccade.processor.bundles.HostileCase.noise;
import static io.saccade.processor.bundles.HostileCase.utf8;

import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Bundles whose files have their hashes, and hold what they must not. */
final class HostileContents {

  private HostileContents() {}

  static Stream<HostileCase> models() {
    return Stream.of(
        new HostileCase("an empty model", MODEL_FORMAT, b -> b.model(new byte[0])),
        new HostileCase("a page as model", MODEL_FORMAT, b -> b.model(utf8(HTML))),
        new HostileCase("noise as model", MODEL_FORMAT, b -> b.model(noise())),
        new HostileCase("zeros as model", MODEL_FORMAT, b -> b.model(new byte[5000])),
        new HostileCase("half a model", MODEL_FORMAT, HostileContents::halfAModel),
        new HostileCase(
            "a runtime's own format", MODEL_FORMAT, b -> b.model(utf8("\0\0\0\0ORTM123456"))),
        new HostileCase(
            "weights elsewhere",
            MODEL_EXTERNAL_DATA,
            b -> b.model(HostileModels.externalWeights("/etc/passwd"))),
        new HostileCase(
            "weights behind a hard link",
            MODEL_EXTERNAL_DATA,
            b -> {
              Path secret = Files.write(b.path().resolveSibling("secret"), new byte[4]);
              b.hashed("weights.bin", new byte[4]);
              Files.delete(b.path().resolve("weights.bin"));
              Files.createLink(b.path().resolve("weights.bin"), secret);
              return b.model(HostileModels.externalWeights("weights.bin"));
            }));
  }

  static Stream<HostileCase> labels() {
    return Stream.of(
        new HostileCase("too few labels", MODEL_LABELS, b -> b.labels("red\ngreen\n")),
        new HostileCase("too many labels", MODEL_LABELS, b -> b.labels("a\nb\nc\nd\n")),
        new HostileCase("a label twice", MODEL_LABELS, b -> b.labels("red\ngreen\nred\n")),
        new HostileCase("an empty label", MODEL_LABELS, b -> b.labels("red\n\nblue\n")),
        new HostileCase(
            "labels of control", MODEL_LABELS, b -> b.labels("red\ngreen\u0007\nblue\n")),
        new HostileCase("labels of no text", MODEL_LABELS, b -> b.hashed("labels.txt", noise())),
        new HostileCase("no labels at all", MODEL_LABELS, b -> b.labels("")));
  }

  static Stream<HostileCase> declarations() {
    return Stream.of(
        new HostileCase(
            "another input's name",
            MODEL_SHAPES,
            b -> b.manifest(m -> m.withObject("/input").put("name", "picture"))),
        new HostileCase(
            "another size",
            MODEL_SHAPES,
            b -> b.manifest(m -> m.withObject("/input").put("width", 9).put("resizeShorterTo", 9))),
        new HostileCase(
            "another output's name",
            MODEL_SHAPES,
            b -> b.manifest(m -> m.withObject("/output").put("name", "probabilities"))),
        new HostileCase(
            "golden outputs cut short",
            MODEL_GOLDEN,
            b -> withGolden(b, outputs -> Arrays.copyOf(outputs, 5))),
        new HostileCase(
            "golden outputs that are no numbers",
            MODEL_GOLDEN,
            b -> withGolden(b, outputs -> ByteBuffer.wrap(outputs).putInt(0, 0x0000C07F).array())));
  }

  private static Object halfAModel(SpoiltBundle bundle) throws Exception {
    byte[] model = HostileModels.sound();
    return bundle.model(Arrays.copyOf(model, model.length / 2));
  }

  private interface Change {
    byte[] of(byte[] outputs);
  }

  private static Object withGolden(SpoiltBundle bundle, Change change) throws Exception {
    BundleWriter.write(
        SpoiltBundle.sound().withGolden(List.of(SpoiltBundle.golden("ab".repeat(32), 1, 0, 0))),
        bundle.path(),
        IfPresent.REPLACE);
    String name = "golden/first.bin";
    return bundle.hashed(name, change.of(Files.readAllBytes(bundle.path().resolve(name))));
  }
}
