package io.saccade.processor.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory the machine, or the container, has left for this process: what the kernel says
 * could be had without swapping, and less where a control group allows less.
 */
public final class HostMemory {

  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
  private static final Pattern INACTIVE = Pattern.compile("(?m)^(?:total_)?inactive_file (\\d+)$");
  private static final Pattern GROUP = Pattern.compile("(?m)^\\d+:(?:|[^:]*memory[^:]*):(/.*)$");
  private static final int KIB = 1024;

  private final Path proc;
  private final Path groups;

  /**
   * Memory as told by these folders.
   *
   * @param proc {@code /proc}
   * @param groups {@code /sys/fs/cgroup}
   */
  HostMemory(Path proc, Path groups) {
    this.proc = proc;
    this.groups = groups;
  }

  /** That of this machine. */
  public static HostMemory here() {
    return new HostMemory(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
  }

  /** Bytes that are left; empty where the system does not tell. */
  public OptionalLong left() {
    OptionalLong machine = matched(AVAILABLE, proc.resolve("meminfo"));
    if (machine.isEmpty()) {
      return machine;
    }
    long left = machine.getAsLong() * KIB;
    Matcher group = GROUP.matcher(text(proc.resolve("self").resolve("cgroup")));
    while (group.find()) {
      // In a container the path is that of the host, and the files are at the top.
      String path = group.group(1).substring(1);
      for (Path top : new Path[] {groups, groups.resolve("memory")}) {
        left = Math.min(left, leftOf(top));
        left = Math.min(left, leftOf(top.resolve(path)));
      }
    }
    return OptionalLong.of(Math.max(0, left));
  }

  /** What a control group has left, of either version; no limit where it says none. */
  private static long leftOf(Path group) {
    long limit = number(group, "memory.max", "memory.limit_in_bytes");
    long used = number(group, "memory.current", "memory.usage_in_bytes");
    if (limit == Long.MAX_VALUE || used == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    // What was read from files long ago counts as used, but makes room at once.
    return limit - used + matched(INACTIVE, group.resolve("memory.stat")).orElse(0);
  }

  private static long number(Path group, String name, String formerName) {
    String text = text(group.resolve(name)) + text(group.resolve(formerName));
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE; // It is "max", or there is no such group.
    }
  }

  private static OptionalLong matched(Pattern pattern, Path file) {
    Matcher matcher = pattern.matcher(text(file));
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static String text(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
