package io.saccade.model.drift;

import static io.saccade.model.drift.ReferenceContainer.SCHEMA;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A reference as an Avro record, field by field. */
final class ReferenceRecord {

  private static final int VERSION = 1;
  private static final Schema SERIES = SCHEMA.getField("series").schema().getElementType();
  private static final Schema CELLS = SCHEMA.getField("confusion").schema().getTypes().get(1);

  private ReferenceRecord() {}

  static GenericRecord of(ReferenceFile file) {
    ReferenceProfile profile = file.profile();
    Projection projection = profile.features().projection();
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("formatVersion", VERSION);
    record.put("modelSha256", profile.binding().model());
    record.put("labelsSha256", profile.binding().labels());
    record.put("preprocessingSha256", profile.binding().preprocessing());
    record.put("heaviest", list(profile.outputSeries().heaviest()));
    record.put("logits", profile.outputSeries().logits());
    record.put("embedding", profile.embedding().name());
    record.put("width", projection.width());
    record.put("offsets", list(projection.offsets()));
    record.put("projection", list(projection.matrix()));
    record.put("bandwidth", profile.features().bandwidth());
    record.put("seed", profile.features().seed());
    record.put("series", profile.series().stream().map(ReferenceRecord::of).toList());
    record.put("temperature", profile.temperature());
    record.put("highEnergy", profile.highEnergyLimit().orElse(Double.NaN));
    record.put("confusion", profile.confusion().map(ReferenceRecord::of).orElse(null));
    record.put("sums", ByteBuffer.wrap(profile.sums().toBytes()));
    record.put("nullTables", ByteBuffer.wrap(file.nullTables()));
    return record;
  }

  private static GenericRecord of(Series series) {
    GenericRecord record = new GenericData.Record(SERIES);
    record.put("name", series.name());
    record.put("edges", list(series.edges().toArray()));
    record.put("mean", series.mean());
    record.put("deviation", series.deviation());
    return record;
  }

  private static List<GenericRecord> of(Confusion confusion) {
    List<GenericRecord> cells = new ArrayList<>();
    for (Map.Entry<Confusion.Cell, Long> one : confusion.counts().entrySet()) {
      GenericRecord cell = new GenericData.Record(CELLS.getElementType());
      cell.put("predicted", one.getKey().predicted());
      cell.put("truth", one.getKey().truth());
      cell.put("count", one.getValue());
      cells.add(cell);
    }
    return cells;
  }

  /** The reference, whose parts refuse what cannot be. */
  static ReferenceFile read(GenericRecord record) throws CorruptSumsException {
    if ((int) record.get("formatVersion") != VERSION) {
      throw new IllegalArgumentException("it is of version " + record.get("formatVersion"));
    }
    ProfileBinding binding =
        new ProfileBinding(
            text(record, "modelSha256"),
            text(record, "labelsSha256"),
            text(record, "preprocessingSha256"));
    WindowSums sums = WindowSums.parse(bytes(record, "sums"));
    int classes = sums.layout().classes();
    ReferenceProfile profile =
        new ReferenceProfile(
            binding, views(record, classes), series(record), calibrated(record, classes), sums);
    return new ReferenceFile(profile, bytes(record, "nullTables"));
  }

  private static ReferenceProfile.Views views(GenericRecord record, int classes) {
    Projection projection =
        new Projection(
            (int) record.get("width"), floats(record, "projection"), floats(record, "offsets"));
    List<Integer> heaviest = elements(record, "heaviest", Integer.class);
    return new ReferenceProfile.Views(
        new OutputSeries(
            classes, heaviest.stream().mapToInt(c -> c).toArray(), (boolean) record.get("logits")),
        Embedding.valueOf(text(record, "embedding")),
        new FeatureMap(projection, (long) record.get("seed"), (double) record.get("bandwidth")));
  }

  private static List<Series> series(GenericRecord record) {
    return elements(record, "series", GenericRecord.class).stream()
        .map(
            one ->
                new Series(
                    text(one, "name"),
                    Edges.stored(floats(one, "edges")),
                    (double) one.get("mean"),
                    (double) one.get("deviation")))
        .toList();
  }

  private static ReferenceProfile.Calibrated calibrated(GenericRecord record, int classes) {
    Optional<Confusion> confusion = Optional.empty();
    if (record.get("confusion") != null) {
      SortedMap<Confusion.Cell, Long> counts = new TreeMap<>();
      for (GenericRecord cell : elements(record, "confusion", GenericRecord.class)) {
        counts.put(
            new Confusion.Cell((int) cell.get("predicted"), (int) cell.get("truth")),
            (long) cell.get("count"));
      }
      confusion = Optional.of(new Confusion(classes, counts));
    }
    return new ReferenceProfile.Calibrated(
        (double) record.get("temperature"), (double) record.get("highEnergy"), confusion);
  }

  private static String text(GenericRecord record, String field) {
    return record.get(field).toString();
  }

  private static byte[] bytes(GenericRecord record, String field) {
    ByteBuffer buffer = (ByteBuffer) record.get(field);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static <T> List<T> elements(GenericRecord record, String field, Class<T> type) {
    return ((List<?>) record.get(field)).stream().<T>map(type::cast).toList();
  }

  private static float[] floats(GenericRecord record, String field) {
    List<Float> values = elements(record, field, Float.class);
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }

  private static List<Float> list(float[] values) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return list;
  }

  private static List<Integer> list(int[] values) {
    List<Integer> list = new ArrayList<>(values.length);
    for (int value : values) {
      list.add(value);
    }
    return list;
  }
}
