package io.saccade.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaFilesTest {

  static List<Avsc> current() {
    return Avsc.current();
  }

  @Test
  void everyRecordOfTheDesignSoFarIsThere() {
    assertThat(current()).extracting(Avsc::name).contains("ImageEvent", "Prediction");
  }

  @ParameterizedTest
  @MethodSource("current")
  void everyTypeAndEveryFieldHasADoc(Avsc avsc) {
    assertThat(undocumented(avsc.schema(), avsc.name())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("current")
  void readsWhatEveryReleasedVersionWrote(Avsc avsc) {
    for (Avsc released : avsc.released()) {
      assertThat(compatibility(avsc.schema(), released.schema()))
          .as("%s reads %s", avsc.name(), released.name())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  /** Whoever changes a schema adds the next version here, and so meets the test above. */
  @ParameterizedTest
  @MethodSource("current")
  void theLatestReleasedVersionIsTheCurrentOne(Avsc avsc) {
    List<Avsc> released = avsc.released();
    assertThat(released).as("versions under src/main/released/%s", avsc.name()).isNotEmpty();
    assertThat(released.get(released.size() - 1).schema().toString())
        .isEqualTo(avsc.schema().toString());
  }

  @ParameterizedTest
  @MethodSource("current")
  void releasedVersionsAreNumberedWithoutGaps(Avsc avsc) {
    List<String> expected = new ArrayList<>();
    for (int number = 1; number <= avsc.released().size(); number++) {
      expected.add("v" + number);
    }
    assertThat(avsc.released()).extracting(Avsc::name).containsExactlyElementsOf(expected);
  }

  @Test
  void theDocCheckSeesAFieldWithoutDoc() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"R","doc":"d","fields":[
                 {"name":"a","type":["null",{"type":"array","items":
                  {"type":"enum","name":"E","symbols":["X"]}}],"doc":"d"},
                 {"name":"b","type":"int"}]}""");
    assertThat(undocumented(schema, "R")).containsExactly("R.a (type E)", "R.b");
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }

  private static List<String> undocumented(Schema schema, String at) {
    List<String> found = new ArrayList<>();
    switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> {
        if (blank(schema.getDoc())) {
          found.add(at + " (type " + schema.getName() + ")");
        }
        if (schema.getType() == Schema.Type.RECORD) {
          for (Schema.Field field : schema.getFields()) {
            String name = at + "." + field.name();
            if (blank(field.doc())) {
              found.add(name);
            }
            found.addAll(undocumented(field.schema(), name));
          }
        }
      }
      case UNION -> schema.getTypes().forEach(type -> found.addAll(undocumented(type, at)));
      case ARRAY -> found.addAll(undocumented(schema.getElementType(), at));
      case MAP -> found.addAll(undocumented(schema.getValueType(), at));
      default -> {
        // A primitive says what it is.
      }
    }
    return found;
  }

  private static boolean blank(String doc) {
    return doc == null || doc.isBlank();
  }
}
