package io.saccade.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * The generated classes of one record type and of all that it is made of. Since 1.12.2 Avro makes
 * no class that a program-wide list does not trust; here the classes come from our own type, found
 * once, so that nothing in a record can name another and the program's list can stay empty.
 */
final class RecordClasses extends SpecificData {

  private final Schema schema;
  private final Map<String, Class<?>> classes = new HashMap<>();

  private RecordClasses(Class<?> type) {
    super(type.getClassLoader());
    SpecificData generated = SpecificData.getForClass(type);
    for (Conversion<?> conversion : generated.getConversions()) {
      addLogicalTypeConversion(conversion);
    }
    this.schema = generated.getSchema(type);
    collect(schema, type.getClassLoader());
  }

  static RecordClasses of(Class<? extends SpecificRecord> type) {
    return new RecordClasses(type);
  }

  /** The schema of the record type. */
  Schema schema() {
    return schema;
  }

  /** Adds the classes to Avro's own list, for others who read by Avro's own means. */
  void trustProgramWide() {
    synchronized (RecordClasses.class) {
      ClassSecurityValidator.ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
      if (!classes.values().stream().allMatch(before::isTrusted)) {
        ClassSecurityValidator.Builder ours = ClassSecurityValidator.builder();
        classes.values().forEach(ours::add);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, ours.build()));
      }
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as Avro declares it
  public Class getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> {
        Class<?> known = classes.get(schema.getFullName());
        if (known == null) {
          throw new IllegalStateException(schema.getFullName() + " is not part of " + this.schema);
        }
        yield known;
      }
      default -> super.getClass(schema);
    };
  }

  private void collect(Schema part, ClassLoader loader) {
    switch (part.getType()) {
      case RECORD -> {
        if (add(part, loader)) {
          part.getFields().forEach(field -> collect(field.schema(), loader));
        }
      }
      case ENUM, FIXED -> add(part, loader);
      case UNION -> part.getTypes().forEach(branch -> collect(branch, loader));
      case ARRAY -> collect(part.getElementType(), loader);
      case MAP -> collect(part.getValueType(), loader);
      default -> {
        // A primitive has no class of ours.
      }
    }
  }

  private boolean add(Schema named, ClassLoader loader) {
    try {
      String name = named.getFullName();
      return classes.put(name, Class.forName(getClassName(named), true, loader)) == null;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(named.getFullName() + " was not generated", e);
    }
  }
}
