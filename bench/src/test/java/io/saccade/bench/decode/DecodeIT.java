package io.saccade.bench.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.Launched;
import io.saccade.bench.pipeline.Images;
import io.saccade.bench.results.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as the launcher starts it, from `bench all`, with its page. */
final class DecodeIT {

  @TempDir private Path temp = Path.of("");

  @Test
  void isMeasuredAndRenderedByAll() throws Exception {
    Path photos = Files.createDirectory(temp.resolve("photos"));
    Files.write(photos.resolve("shape.jpg"), Images.ofAbout(8_000, 1).get(0));
    Path out = temp.resolve("page");

    List<String> lines =
        new Launched(temp)
            .bench(
                "all",
                "--quick",
                "--only",
                "decode",
                "--images",
                photos.toString(),
                "--out",
                out.toString());

    assertThat(lines).anyMatch(line -> line.startsWith("== done after"));
    Path results = out.resolve("benchmarks");
    Measured<DecodeRow> measured = Measured.read(results, "decode", DecodeRow.class);
    assertThat(measured.command())
        .isEqualTo("./saccade bench decode --rounds 1 --seconds 0.2 --images photos");
    assertThat(measured.rows()).allMatch(row -> row.format().equals("JPEG") && row.rate() > 0);
    assertThat(results.resolve("decode.svg")).content().contains("<svg");
    assertThat(out.resolve("benchmarks.md"))
        .content()
        .contains("## From bytes to tensor", "(benchmarks/decode.svg)", measured.command());
  }
}
