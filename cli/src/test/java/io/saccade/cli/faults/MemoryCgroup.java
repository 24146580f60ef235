package io.saccade.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A control group of Linux that takes no more memory than a container may: who is started in it is
 * killed where it needs more. Version 1 or 2; makes one where root may.
 */
final class MemoryCgroup implements AutoCloseable {

  private static final Path V1 = Path.of("/sys/fs/cgroup/memory");
  private static final Path V2 = Path.of("/sys/fs/cgroup");

  private final Path folder;
  private final boolean first;

  private MemoryCgroup(Path folder, boolean first) {
    this.folder = folder;
    this.first = first;
  }

  /**
   * Makes a group.
   *
   * @throws IOException where none can be made; the message says why
   */
  static MemoryCgroup of(long bytes) throws IOException {
    boolean first = Files.exists(V1.resolve("memory.limit_in_bytes"));
    Path parent = first ? V1 : V2;
    Path folder = parent.resolve("saccade-" + UUID.randomUUID());
    MemoryCgroup group = new MemoryCgroup(Files.createDirectory(folder), first);
    try {
      group.limit(bytes);
    } catch (IOException e) {
      group.close();
      throw new IOException("no memory limit can be set below " + parent, e);
    }
    return group;
  }

  private void limit(long bytes) throws IOException {
    String limit = Long.toString(bytes);
    Files.writeString(folder.resolve(first ? "memory.limit_in_bytes" : "memory.max"), limit);
    Path swap = folder.resolve(first ? "memory.memsw.limit_in_bytes" : "memory.swap.max");
    if (Files.exists(swap)) {
      Files.writeString(swap, first ? limit : "0");
    }
  }

  /** What to put before a command that shall run in it. */
  List<String> entrance() {
    return List.of("sh", "-c", "echo $$ > '" + folder + "/cgroup.procs' && exec \"$@\"", "sh");
  }

  /** How many processes it has killed. */
  long kills() throws IOException {
    for (String line :
        Files.readAllLines(folder.resolve(first ? "memory.oom_control" : "memory.events"))) {
      if (line.startsWith("oom_kill ")) {
        return Long.parseLong(line.substring("oom_kill ".length()));
      }
    }
    throw new IOException("no count of kills in " + folder);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder);
  }
}
