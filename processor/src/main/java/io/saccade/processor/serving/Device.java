package io.saccade.processor.serving;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model is asked to run. Written as {@code auto}, {@code cpu}, {@code cuda} (every GPU that
 * is seen) or {@code cuda:0} (one of them).
 *
 * @param kind what is asked for
 * @param gpu which GPU, where one was named; never with another kind than {@link Kind#CUDA}
 */
public record Device(Kind kind, OptionalInt gpu) {

  /** What is asked for. */
  public enum Kind {
    /** CUDA where it works, else the CPU. */
    AUTO,
    CPU,
    /** CUDA or nothing: never the CPU in silence. */
    CUDA
  }

  /** What may be written. */
  public static final String ALLOWED = "auto, cpu, cuda or cuda:N";

  public static final Device AUTO = new Device(Kind.AUTO, OptionalInt.empty());
  public static final Device CPU = new Device(Kind.CPU, OptionalInt.empty());
  public static final Device CUDA = new Device(Kind.CUDA, OptionalInt.empty());

  private static final Pattern NUMBERED = Pattern.compile("cuda:(\\d{1,3})");

  public Device {
    if (gpu.isPresent() && kind != Kind.CUDA) {
      throw new IllegalArgumentException("a GPU can only be named with cuda, but was with " + kind);
    }
  }

  /** Reads what is written; empty where it is none of {@link #ALLOWED}. */
  public static Optional<Device> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher numbered = NUMBERED.matcher(lower);
    if (numbered.matches()) {
      int gpu = Integer.parseInt(numbered.group(1));
      return Optional.of(new Device(Kind.CUDA, OptionalInt.of(gpu)));
    }
    return switch (lower) {
      case "auto" -> Optional.of(AUTO);
      case "cpu" -> Optional.of(CPU);
      case "cuda" -> Optional.of(CUDA);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return gpu.isPresent() ? name + ":" + gpu.getAsInt() : name;
  }
}
