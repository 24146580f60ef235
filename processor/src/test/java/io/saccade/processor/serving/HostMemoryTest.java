package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostMemoryTest {

  private static final long MIB = 1 << 20;

  @TempDir private Path folder;
  private Path proc = Path.of("");
  private Path groups = Path.of("");

  @BeforeEach
  void makeAMachine() throws Exception {
    proc = Files.createDirectories(folder.resolve("proc"));
    groups = Files.createDirectories(folder.resolve("groups"));
    file(proc.resolve("meminfo"), "MemTotal: 16384 kB\nMemAvailable:    8192 kB\n");
  }

  private static void file(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private long left() {
    return new HostMemory(proc, groups).left().orElse(-1);
  }

  @Test
  void isWhatTheKernelHasAvailable() {
    assertThat(left()).isEqualTo(8 * MIB);
  }

  @Test
  void isWhatTheGroupHasLeftWhereThatIsLess() throws Exception {
    file(proc.resolve("self/cgroup"), "0::/kube/pod\n");
    file(groups.resolve("kube/pod/memory.max"), 6 * MIB + "\n");
    file(groups.resolve("kube/pod/memory.current"), 5 * MIB + "\n");
    file(groups.resolve("kube/pod/memory.stat"), "anon 1\ninactive_file " + MIB + "\n");

    assertThat(left()).as("files count as left").isEqualTo(2 * MIB);
  }

  @Test
  void isThatOfTheContainerWhoseGroupIsAtTheTop() throws Exception {
    file(proc.resolve("self/cgroup"), "0::/\n");
    file(groups.resolve("memory.max"), 3 * MIB + "\n");
    file(groups.resolve("memory.current"), 2 * MIB + "\n");

    assertThat(left()).isEqualTo(MIB);
  }

  @Test
  void knowsGroupsOfTheFirstKind() throws Exception {
    file(proc.resolve("self/cgroup"), "5:devices:/a\n4:memory:/docker/x\n0::/\n");
    file(groups.resolve("memory/docker/x/memory.limit_in_bytes"), 4 * MIB + "\n");
    file(groups.resolve("memory/docker/x/memory.usage_in_bytes"), 3 * MIB + "\n");

    assertThat(left()).isEqualTo(MIB);
  }

  @Test
  void ignoresAGroupWithoutALimit() throws Exception {
    file(proc.resolve("self/cgroup"), "0::/kube\n");
    file(groups.resolve("kube/memory.max"), "max\n");
    file(groups.resolve("kube/memory.current"), 5 * MIB + "\n");

    assertThat(left()).isEqualTo(8 * MIB);
  }

  @Test
  void isUnknownWhereTheSystemDoesNotTell() throws Exception {
    Files.delete(proc.resolve("meminfo"));

    assertThat(new HostMemory(proc, groups).left()).isEmpty();
  }
}
