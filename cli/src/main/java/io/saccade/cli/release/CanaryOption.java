package io.saccade.cli.release;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What `--canary` says: {@code 2=10}, or {@code none}.
 *
 * @param version the version; {@code none} ends the canary
 * @param percent its share of the keys
 */
record CanaryOption(String version, double percent) {

  static final String NONE = "none";

  boolean ends() {
    return version.equals(NONE);
  }

  /** Reads it as it is typed. */
  static final class Converter implements ITypeConverter<CanaryOption> {

    private static final Pattern SHARE = Pattern.compile("([^=]+)=([0-9]*\\.?[0-9]+)%?");

    @Override
    public CanaryOption convert(String text) {
      if (text.equals(NONE)) {
        return new CanaryOption(NONE, 0);
      }
      Matcher share = SHARE.matcher(text);
      if (!share.matches()) {
        throw new TypeConversionException(
            "must be VERSION=PERCENT such as 2=10, or none, but was " + text);
      }
      return new CanaryOption(share.group(1), Double.parseDouble(share.group(2)));
    }
  }
}
