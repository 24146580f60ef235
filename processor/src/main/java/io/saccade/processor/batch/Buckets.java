package io.saccade.processor.batch;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The allowed batch sizes, ascending. A batch of any other size is padded to the next of them, so
 * that a device sees few shapes, each of which was warmed before it counted.
 *
 * @param sizes at least one, each at least 1, ascending and distinct
 */
public record Buckets(List<Integer> sizes) {

  public Buckets {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || sizes.get(0) < 1 || !sizes.equals(List.copyOf(new TreeSet<>(sizes)))) {
      throw new IllegalArgumentException(
          "buckets must be at least one size of at least 1, ascending, but were " + sizes);
    }
  }

  /** One size: every batch is padded to it. */
  public static Buckets only(int size) {
    return new Buckets(List.of(size));
  }

  /**
   * Sizes in steps of half as much again at most: 1, 2, 3, 4, 6, 8, 12, 16 and so on. Padding
   * computes a third more than was asked for at worst. For devices where a new shape costs little.
   *
   * @param largest the last of them
   */
  public static Buckets fine(int largest) {
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int size = 1; size < largest; size *= 2) {
      sizes.add(size);
      if (size > 1 && size + size / 2 < largest) {
        sizes.add(size + size / 2);
      }
    }
    sizes.add(largest);
    return new Buckets(List.copyOf(sizes));
  }

  /**
   * Powers of two, and the largest size.
   *
   * @param largest the last of them, a power of two or not
   */
  public static Buckets powersOfTwo(int largest) {
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int size = 1; size < largest; size *= 2) {
      sizes.add(size);
    }
    sizes.add(largest);
    return new Buckets(List.copyOf(sizes));
  }

  /** The most images of a batch. */
  public int largest() {
    return sizes.get(sizes.size() - 1);
  }

  /**
   * The size that a batch is padded to.
   *
   * @param rows 1 to {@link #largest()}
   */
  public int fit(int rows) {
    for (int size : sizes) {
      if (size >= rows) {
        return size;
      }
    }
    throw new IllegalArgumentException(
        "rows must be at most %d, but was %d".formatted(largest(), rows));
  }

  /**
   * Those that a graph accepts: sizes over its limit are left out, and the limit takes their place.
   */
  public Buckets upTo(int limit) {
    if (limit >= largest()) {
      return this;
    }
    TreeSet<Integer> accepted =
        sizes.stream().filter(size -> size < limit).collect(Collectors.toCollection(TreeSet::new));
    accepted.add(limit);
    return new Buckets(List.copyOf(accepted));
  }
}
