package io.saccade.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.drift.SeriesShift;
import io.saccade.schemas.avro.DriftFeature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportMakerTest {

  @Test
  void tellsOfTheImagesHoweverManyClassesMovedMore() {
    List<SeriesShift> series = new ArrayList<>();
    for (int label = 0; label < 100; label++) {
      series.add(moved("class." + label, 0.9));
    }
    series.add(moved("image.brightness", -0.3));
    series.add(moved("image.red", -0.2));

    List<DriftFeature> features = ReportMaker.features(series);

    assertThat(features).hasSize(11).extracting(DriftFeature::getName).startsWith("class.0");
    assertThat(features.get(10).getName()).isEqualTo("image.brightness");
  }

  private static SeriesShift moved(String name, double distance) {
    return new SeriesShift(name, distance, 0, 0, 0, 0);
  }
}
