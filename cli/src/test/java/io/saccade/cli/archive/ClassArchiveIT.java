package io.saccade.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that the build has made, as the launcher uses it. */
final class ClassArchiveIT {

  private static final Path LIB = Path.of("target", "lib").toAbsolutePath();
  private static final Path ARCHIVE = LIB.resolveSibling("lib.jsa");
  private static final String ARCHIVED = "io.saccade.cli.Main source: shared objects file (top)";

  @TempDir private Path folder;

  @BeforeEach
  void requireArchive() {
    assumeTrue(Files.exists(ARCHIVE), "the build has made no archive of classes here");
  }

  @Test
  void isWhereClassesComeFrom() throws Exception {
    assertThat(version(LIB.toString())).hasSize(3).allMatch(line -> !line.contains("warning"));
    assertThat(Files.readString(folder.resolve("classes.log"))).contains(ARCHIVED);
  }

  @Test
  void isPassedOverInSilenceWhereTheJarsAreOthers() throws Exception {
    Path first = Files.copy(anyJar(), folder.resolve("first of all.jar"));

    assertThat(version(first + File.pathSeparator + LIB)).isEqualTo(version(LIB.toString()));
    assertThat(version(first + File.pathSeparator + LIB)).hasSize(3);
    assertThat(Files.readString(folder.resolve("classes.log"))).doesNotContain(ARCHIVED);
  }

  private static Path anyJar() throws IOException {
    try (Stream<Path> jars = Files.list(LIB)) {
      return jars.filter(jar -> jar.toString().contains("jspecify")).findFirst().orElseThrow();
    }
  }

  /** What is printed, on both streams. */
  private List<String> version(String lib) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:SharedArchiveFile=" + ARCHIVE,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Xlog:class+load:file=" + folder.resolve("classes.log"),
                "-cp",
                lib + "/*",
                "io.saccade.cli.Main",
                "--version")
            .redirectErrorStream(true)
            .start();
    try (var lines = process.inputReader()) {
      return lines.lines().toList();
    }
  }
}
