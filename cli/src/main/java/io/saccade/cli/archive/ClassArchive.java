package io.saccade.cli.archive;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the archive of classes beside a folder of jars: {@code lib.jsa} for {@code lib}. Called by
 * the build, which it never fails: where there is no archive, commands start without.
 */
public final class ClassArchive {

  private static final Duration MOST = Duration.ofSeconds(90);

  private final Path lib;
  private final Path archive;
  private final Path stamp;
  private final Path log;

  private ClassArchive(Path lib) {
    this.lib = lib;
    this.archive = lib.resolveSibling(lib.getFileName() + ".jsa");
    this.stamp = lib.resolveSibling(lib.getFileName() + ".jsa.made-of");
    this.log = lib.resolveSibling(lib.getFileName() + ".jsa.log");
  }

  /** Makes the archive of the folder that the first argument names, where it is not up to date. */
  public static void main(String[] args) throws InterruptedException {
    ClassArchive made = new ClassArchive(Path.of(args[0]).toAbsolutePath());
    try {
      String parts = made.parts();
      if (!made.isOf(parts)) {
        made.make(parts);
      }
    } catch (IOException e) {
      System.err.println("No archive of classes was made: " + e);
    }
  }

  /** What the archive holds for: this JVM, and the jars as they are. */
  private String parts() throws IOException {
    StringBuilder parts = new StringBuilder(System.getProperty("java.vm.version")).append('\n');
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.sorted().toList()) {
        parts
            .append("%s %d ".formatted(jar.getFileName(), Files.size(jar)))
            .append(Files.getLastModifiedTime(jar).toMillis())
            .append('\n');
      }
    }
    return parts.toString();
  }

  private boolean isOf(String parts) throws IOException {
    return Files.exists(archive) && Files.exists(stamp) && Files.readString(stamp).equals(parts);
  }

  private void make(String parts) throws IOException, InterruptedException {
    Files.deleteIfExists(archive);
    Path fresh = archive.resolveSibling(archive.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    // By one move, since half an archive takes down whoever starts from it.
    if (rehearse(fresh) && Files.exists(fresh)) {
      Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
      Files.writeString(stamp, parts);
    } else {
      System.err.printf(
          "No archive of classes was made, so commands take longer to start; %s says why.%n", log);
    }
  }

  private boolean rehearse(Path fresh) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-XX:ArchiveClassesAtExit=" + fresh,
            "-cp",
            lib + File.separator + "*",
            Rehearsal.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    try {
      return process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }
}
