package io.saccade.cli.replay;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An offset of each of some partitions, written {@code 0:100,1:250}.
 *
 * @param byPartition at least one
 */
record OffsetList(SortedMap<Integer, Long> byPartition) {

  OffsetList {
    byPartition = Collections.unmodifiableSortedMap(new TreeMap<>(byPartition));
  }

  /** Reads lists of offsets. */
  static final class Converter implements ITypeConverter<OffsetList> {

    private static final Pattern ENTRY = Pattern.compile("(\\d{1,6}):(\\d{1,18})");

    @Override
    public OffsetList convert(String text) {
      SortedMap<Integer, Long> offsets = new TreeMap<>();
      for (String part : text.split(",", -1)) {
        Matcher entry = ENTRY.matcher(part.trim());
        if (!entry.matches()) {
          throw new TypeConversionException(
              "must be PARTITION:OFFSET, several of them separated by commas (0:100,1:250), but was "
                  + text);
        }
        int partition = Integer.parseInt(entry.group(1));
        if (offsets.put(partition, Long.parseLong(entry.group(2))) != null) {
          throw new TypeConversionException(
              "must name each partition once, but named %d twice".formatted(partition));
        }
      }
      return new OffsetList(offsets);
    }
  }
}
