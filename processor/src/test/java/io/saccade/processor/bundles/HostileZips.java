package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.BUNDLE_HASH;
import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.processor.bundles.HostileCase.HTML;
import static io.saccade.processor.bundles.HostileCase.noise;
import static io.saccade.processor.bundles.HostileCase.utf8;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** Zips that are none, or lead out, or inflate. */
final class HostileZips {

  private HostileZips() {}

  static Stream<HostileCase> zips() {
    return Stream.of(
        new HostileCase("an empty file", MODEL_FORMAT, b -> file(b, new byte[0])),
        new HostileCase("a page", MODEL_FORMAT, b -> file(b, utf8(HTML))),
        new HostileCase("noise", MODEL_FORMAT, b -> file(b, noise())),
        new HostileCase("half a zip", MODEL_FORMAT, HostileZips::halfAZip),
        new HostileCase(
            "an entry that leads out", MODEL_FORMAT, b -> b.zip(Map.of("../x", utf8("x")))),
        new HostileCase("an absolute entry", MODEL_FORMAT, b -> b.zip(Map.of("/etc/x", utf8("x")))),
        new HostileCase(
            "another system's way out", MODEL_FORMAT, b -> b.zip(Map.of("..\\x", utf8("x")))),
        new HostileCase("a stray entry", BUNDLE_HASH, b -> b.zip(Map.of("x", utf8("x")))),
        new HostileCase(
            "a manifest that inflates",
            MODEL_FORMAT,
            b -> b.zip(Map.of("manifest.json", new byte[64 << 20]))),
        new HostileCase("labels that inflate", MODEL_FORMAT, b -> b.zip(inflating("labels.txt"))),
        new HostileCase("a model that inflates", MODEL_FORMAT, b -> b.zip(inflating("model.onnx"))),
        new HostileCase("an entry twice", MODEL_FORMAT, HostileZips::entryTwice),
        new HostileCase("a damaged entry", MODEL_FORMAT, HostileZips::damagedEntry));
  }

  private static Object halfAZip(SpoiltBundle bundle) throws Exception {
    byte[] zip = Files.readAllBytes(bundle.zip(Map.of()));
    return file(bundle, Arrays.copyOf(zip, zip.length / 2));
  }

  /** Changes a byte of the deflated model; names and sizes stay. */
  private static Object damagedEntry(SpoiltBundle bundle) throws Exception {
    byte[] zip = Files.readAllBytes(bundle.zip(Map.of()));
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int data = text.indexOf("manifest.json") + "manifest.json".length();
    for (int i = 0; i < 20; i++) {
      zip[data + 20 + i] ^= 0x55;
    }
    return file(bundle, zip);
  }

  /** Java writes no such zip, so a name of the same length becomes the same name. */
  private static Object entryTwice(SpoiltBundle bundle) throws Exception {
    byte[] zip = Files.readAllBytes(bundle.zip(Map.of("labelz.txt", utf8("x"))));
    String text = new String(zip, StandardCharsets.ISO_8859_1).replace("labelz", "labels");
    return file(bundle, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Path file(SpoiltBundle bundle, byte[] bytes) throws Exception {
    return Files.write(bundle.path().resolveSibling("spoilt.zip"), bytes);
  }

  private static Map<String, byte[]> inflating(String name) {
    return Map.of(name, new byte[64 << 20]);
  }
}
