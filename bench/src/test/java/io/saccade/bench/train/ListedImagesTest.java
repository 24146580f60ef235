package io.saccade.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Listing;
import io.saccade.trainer.data.Part;
import io.saccade.trainer.data.Sample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListedImagesTest {

  @TempDir private Path folder = Path.of("");

  private static List<String> labels(Listing listing) {
    return listing.samples().stream().map(sample -> listing.classes().get(sample.label())).toList();
  }

  @Test
  void dealsTheSameLabelsOutAnew() throws Exception {
    Path drawn = DrawnImages.in(folder);
    Listing before = ImageSource.at(drawn).list();

    Listing after = ImageSource.at(ListedImages.shuffled(folder, drawn, 1)).list();

    assertThat(after.leftOut()).isEmpty();
    assertThat(labels(after)).containsExactlyInAnyOrderElementsOf(labels(before));
    assertThat(labels(after)).isNotEqualTo(labels(before));
    assertThat(after.samples().get(7).read()).isEqualTo(before.samples().get(7).read());
  }

  @Test
  void joinsTrainingAndTestImages() throws Exception {
    Path drawn = DrawnImages.in(folder);

    Listing joined = ImageSource.at(ListedImages.joined(folder, "both", drawn, drawn)).list();

    assertThat(joined.samples()).hasSize(1200);
    assertThat(joined.samples().stream().map(Sample::given)).containsOnly(Part.TRAINING, Part.TEST);
  }
}
