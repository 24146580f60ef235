package io.saccade.model.calibration;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.drift.Distances;
import java.util.List;

/**
 * The null distributions of one reference at a geometric grid of window sizes, made by {@link
 * Calibration}. Immutable; equal tables have equal bytes, and tables that were written and read
 * give the same p to the last bit.
 */
public final class NullTables {

  private final int reference;
  private final int draws;
  private final List<NullTable> tables;

  NullTables(int reference, int draws, List<NullTable> tables) {
    this.reference = reference;
    this.draws = draws;
    this.tables = List.copyOf(tables);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws BundleRefusedException unless these are those bytes, whole and unchanged in form
   */
  public static NullTables read(byte[] bytes) throws BundleRefusedException {
    return NullTablesFormat.read(bytes);
  }

  /** The tables in canonical form: some 20 kB for each size. */
  public byte[] toBytes() {
    return NullTablesFormat.write(this);
  }

  /** How many rows the reference had: N. */
  public int reference() {
    return reference;
  }

  /** How many splits were drawn at each size. */
  public int draws() {
    return draws;
  }

  /** The sizes of the grid, ascending. */
  public List<Integer> sizes() {
    return tables.stream().map(NullTable::size).toList();
  }

  /** The smallest window that can be judged. */
  public int smallest() {
    return tables.get(0).size();
  }

  /**
   * The largest window that was drawn: a tenth of the reference. The table of it holds for larger
   * ones too, as distances are weighted by the sizes; but the larger a window, the more of its
   * distance is the reference's own error, the same in every window.
   */
  public int largest() {
    return tables.get(tables.size() - 1).size();
  }

  /**
   * How likely such distances are when nothing has changed. Between two sizes of the grid, what has
   * a p is linear in ln n; above the largest size, its table is taken.
   *
   * @param n images of the window, or as many independent ones as it is worth
   * @throws IllegalArgumentException if n is below {@link #smallest}
   */
  public PValues p(int n, Distances distances) {
    return at(n).judge(distances);
  }

  /**
   * What unchanged windows of a size come to in the mean.
   *
   * @throws IllegalArgumentException if n is below {@link #smallest}
   */
  public Distances means(int n) {
    return at(n).means();
  }

  /**
   * The distance of one family that a share of unchanged windows reaches.
   *
   * @param size one of {@link #sizes}
   * @param share above 0 and below 1; beyond what the draws can tell, what they can tell last
   */
  public double distance(int size, Family family, double share) {
    return clamped(table(size).of(family), share);
  }

  /**
   * The share of unchanged windows that come at least so far in one family.
   *
   * @param size one of {@link #sizes}
   */
  public double reaching(int size, Family family, double distance) {
    return table(size).of(family).p(distance);
  }

  /**
   * The distance at which one family gives a window a joint p, if no other one is as rare. Infinite
   * where none does: the draws then say nothing of what is so rare.
   *
   * @param size one of {@link #sizes}
   * @param joint above 0 and below 1, as in {@link #distance}
   */
  public double judgedAt(int size, Family family, double joint) {
    NullTable table = table(size);
    if (table.joint(table.of(family).rarest()) > joint) {
      return Double.POSITIVE_INFINITY;
    }
    return distance(size, family, StrictMath.exp(-clamped(table.joint(), joint)));
  }

  private static double clamped(NullDistribution of, double share) {
    return of.distance(Math.max(of.rarest(), Math.min(of.mostlyReached(), share)));
  }

  private NullTable table(int size) {
    return tables.stream()
        .filter(table -> table.size() == size)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "size must be one of %s, but was %d".formatted(sizes(), size)));
  }

  List<NullTable> tables() {
    return tables;
  }

  private Neighbours at(int n) {
    if (n < smallest()) {
      throw new IllegalArgumentException(
          "a window must have at least %d images, but had %d".formatted(smallest(), n));
    }
    int upper = 0;
    while (upper < tables.size() - 1 && tables.get(upper).size() < n) {
      upper++;
    }
    return Neighbours.of(tables.get(Math.max(0, upper - 1)), tables.get(upper), n);
  }
}
