package io.saccade.model.calibration;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Null tables as bytes, big-endian: mark and version, N, draws, number of sizes; then for each size
 * n and five distributions (the families in order, then the joint one), each of the kept values as
 * floats and the scale of the tail as a double. How many values are kept follows from the draws,
 * the tail's threshold is one of them, and its power is the family's; the joint one's is 1. Nothing
 * is optional, so content and bytes are one to one.
 */
final class NullTablesFormat {

  private static final int MARK = 0x534E5402;
  private static final int MOST_DRAWS = 1_000_000;

  private NullTablesFormat() {}

  static byte[] write(NullTables tables) {
    int kept = Ranks.kept(tables.draws()).length;
    int distribution = kept * Float.BYTES + Double.BYTES;
    int table = Integer.BYTES + (Family.values().length + 1) * distribution;
    ByteBuffer out = ByteBuffer.allocate(4 * Integer.BYTES + tables.tables().size() * table);
    out.putInt(MARK).putInt(tables.reference()).putInt(tables.draws());
    out.putInt(tables.tables().size());
    for (NullTable one : tables.tables()) {
      out.putInt(one.size());
      for (Family family : Family.values()) {
        write(out, one.of(family));
      }
      write(out, one.joint());
    }
    return out.array();
  }

  static NullTables read(byte[] bytes) throws BundleRefusedException {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      require(in.getInt() == MARK, "they are of another kind or version");
      int reference = in.getInt();
      int draws = in.getInt();
      require(draws >= Ranks.FEWEST_DRAWS && draws <= MOST_DRAWS, "draws are " + draws);
      require(reference >= Calibration.SMALLEST_REFERENCE, "rows are " + reference);
      List<NullTable> tables = tables(in, reference, draws);
      require(!in.hasRemaining(), "bytes follow the last table");
      return new NullTables(reference, draws, tables);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT,
          "The null tables of the reference cannot be read (%s); make the reference again."
              .formatted(e.getMessage() == null ? "they end too early" : e.getMessage()),
          e);
    }
  }

  private static void write(ByteBuffer out, NullDistribution distribution) {
    for (float value : distribution.values()) {
      out.putFloat(value);
    }
    out.putDouble(distribution.tail().scale());
  }

  private static List<NullTable> tables(ByteBuffer in, int reference, int draws) {
    List<Integer> sizes = SizeGrid.of(reference);
    require(in.getInt() == sizes.size(), "the sizes are not those of the reference");
    List<NullTable> tables = new ArrayList<>();
    for (int size : sizes) {
      require(in.getInt() == size, "the sizes are not those of the reference");
      Map<Family, NullDistribution> families = new EnumMap<>(Family.class);
      for (Family family : Family.values()) {
        families.put(family, distribution(in, draws, family.power()));
      }
      tables.add(new NullTable(size, families, distribution(in, draws, 1)));
    }
    return tables;
  }

  private static NullDistribution distribution(ByteBuffer in, int draws, int power) {
    int kept = Ranks.kept(draws).length;
    require(in.remaining() >= kept * Float.BYTES, "they end too early");
    float[] values = new float[kept];
    for (int i = 0; i < kept; i++) {
      values[i] = in.getFloat();
      require(Float.floatToRawIntBits(values[i]) != 0x80000000, "a zero has a sign");
    }
    require(in.remaining() >= Double.BYTES, "they end too early");
    double threshold = values[Ranks.fitted(draws) - 1];
    return NullDistribution.kept(draws, values, new Tail(threshold, power, in.getDouble()));
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
