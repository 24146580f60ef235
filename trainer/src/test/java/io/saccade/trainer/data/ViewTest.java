package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ViewTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-9);
  private static final Frame FRAME = new Frame(256, 224, 224);

  private static View draw(String words, long seed) throws DataRefusedException {
    return View.draw(
        Augmentation.parse(words, Fill.NEAREST), FRAME, new Random(Seeds.mix(1, seed)));
  }

  @Test
  void cutsTheCentreWhereNothingIsVaried() throws Exception {
    double[] matrix = FRAME.matrix(draw("", 1).map());
    assertThat(matrix).containsExactly(1, 0, 16, 0, 1, 16);
  }

  @Test
  void roundsOddMarginsAsTheProcessorDoes() {
    Frame odd = new Frame(37, 32, 32);
    assertThat(odd.matrix(Affine.IDENTITY)[2]).isEqualTo(2, EXACT); // 2.5 to the even number.
  }

  @Test
  void turnsAboutTheCentre() {
    double[] matrix = FRAME.matrix(Affine.turned(90));
    assertThat(matrix[0]).isEqualTo(0, EXACT);
    // The result's top left corner comes from the cut's top right one.
    assertThat(matrix[2]).isEqualTo(16 + 223, EXACT);
    assertThat(matrix[5]).isEqualTo(16, EXACT);
  }

  @Test
  void cropsWithinTheCanvasByTheShareOfItsArea() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      double[] matrix = FRAME.matrix(draw("crop=0.25", seed).map());
      double left = matrix[2] - 0.5 * matrix[0] + 0.5;
      double top = matrix[5] - 0.5 * matrix[4] + 0.5;
      double width = 224 * matrix[0];
      double height = 224 * matrix[4];
      assertThat(left).isBetween(-1e-9, 256 - width + 1e-9);
      assertThat(top).isBetween(-1e-9, 256 - height + 1e-9);
      assertThat(width * height).isBetween(0.25 * 65536 * 0.8, 65536 + 1e-6);
      assertThat(width / height).isBetween(0.74, 1.34);
    }
  }

  @Test
  void staysWithinTheNumbersAndUsesTheirWholeRange() throws Exception {
    double most = 0;
    int mirrored = 0;
    for (int seed = 0; seed < 400; seed++) {
      Affine map = draw("flip,rotate=20", seed).map();
      double degrees = Math.toDegrees(Math.atan2(map.xy(), map.yy()));
      most = Math.max(most, Math.abs(degrees));
      mirrored += map.xx() < 0 ? 1 : 0;
    }
    assertThat(most).isBetween(19.0, 20.0 + 1e-9);
    assertThat(mirrored).isBetween(160, 240);
  }

  @Test
  void erasesWithItsProbability() throws Exception {
    int erased = 0;
    for (int seed = 0; seed < 400; seed++) {
      erased += draw("erase=0.25", seed).changes().size();
    }
    assertThat(erased).isBetween(60, 140);
  }
}
