package io.saccade.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Resolves records of one writer's schema to ours, taking {@code bytes} as slices. Thread-safe, as
 * Avro keeps a resolver for each thread.
 *
 * @param <T> the type of the records
 */
final class SlicingDatumReader<T> extends SpecificDatumReader<T> {

  /** Stands for "a slice will do"; of no bytes, so sharing it is harmless. */
  private final ByteBuffer slice = ByteBuffer.allocate(0);

  private final SchemaPairCompatibility compatibility;

  SlicingDatumReader(Schema writer, RecordClasses classes) {
    super(writer, classes.schema(), classes);
    this.compatibility =
        SchemaCompatibility.checkReaderWriterCompatibility(classes.schema(), writer);
  }

  /**
   * Reads the one record that fills the buffer.
   *
   * @throws IncompatibleSchemaException if the schemas are to blame
   * @throws CorruptRecordException if the bytes are
   */
  T readWhole(ByteBuffer avro) throws IncompatibleSchemaException, CorruptRecordException {
    SliceDecoder decoder = new SliceDecoder(avro, slice);
    T datum;
    try {
      datum = read(null, decoder);
    } catch (AvroTypeException e) {
      // Avro throws this for unresolvable schemas, and for an enum's index out of range.
      if (compatibility.getResult().getCompatibility()
          == SchemaCompatibility.SchemaCompatibilityType.INCOMPATIBLE) {
        throw new IncompatibleSchemaException(
            "%s does not resolve to ours: %s".formatted(getSchema().getFullName(), mismatch()), e);
      }
      throw new CorruptRecordException("the bytes are not their schema's: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      // Avro answers bad bytes with whatever comes: index out of bounds, negative sizes, overflow.
      throw new CorruptRecordException("the bytes are not their schema's: " + e.getMessage(), e);
    }
    if (decoder.remainingBytes() > 0) {
      throw new CorruptRecordException(
          decoder.remainingBytes() + " bytes are left over after the record");
    }
    return datum;
  }

  /**
   * As Avro's own, but never by its fast reader, which would ask for bytes without {@link
   * #readBytes} and so without saying whether a slice will do.
   */
  @Override
  @SuppressWarnings("unchecked")
  public T read(@Nullable T reuse, Decoder in) throws IOException {
    ResolvingDecoder resolver = getResolver(getSchema(), getExpected());
    resolver.configure(in);
    T datum = (T) read((Object) reuse, getExpected(), resolver);
    resolver.drain();
    return datum;
  }

  @Override
  protected Object readBytes(Object old, Decoder in) throws IOException {
    return in.readBytes(slice);
  }

  private String mismatch() {
    SchemaCompatibilityResult result = compatibility.getResult();
    return result.getIncompatibilities().isEmpty()
        ? compatibility.getDescription()
        : result.getIncompatibilities().get(0).getType()
            + " at "
            + result.getIncompatibilities().get(0).getLocation();
  }
}
