package io.saccade.model.onnx;

import io.saccade.model.image.Preprocessing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The steps in which a graph makes of a pixel the very float that preprocessing writes for it. That
 * float is rounded once, from a double; so steps in float32, which round each time, are taken only
 * where they come to the same bits for every channel and all 256 values, and steps in float64
 * otherwise. Immutable.
 *
 * @param precision what the steps compute in; the result is a float32 either way
 * @param steps in their order; none where pixels are taken as they are
 */
record PixelArithmetic(Precision precision, List<Step> steps) {

  enum Precision {
    FLOAT32,
    FLOAT64;

    // One operation on floats is the double's result rounded: a double has more than twice the
    // digits, so that rounding twice never differs from rounding once.
    double rounded(double value) {
      return this == FLOAT32 ? (float) value : value;
    }
  }

  /** The operators that occur, as ONNX calls them. */
  enum Operator {
    MUL("Mul"),
    SUB("Sub"),
    DIV("Div");

    private final String onnxName;

    Operator(String onnxName) {
      this.onnxName = onnxName;
    }

    String onnxName() {
      return onnxName;
    }

    double apply(double value, double constant) {
      return switch (this) {
        case MUL -> value * constant;
        case SUB -> value - constant;
        case DIV -> value / constant;
      };
    }

    /** The constant that leaves every value as it is, the sign of a zero included. */
    double neutral() {
      return this == SUB ? 0 : 1;
    }
  }

  /**
   * One operator with its second operand.
   *
   * @param constants one a channel, or a single one for all
   */
  record Step(Operator operator, List<Double> constants) {

    Step {
      boolean equal = new HashSet<>(constants).size() == 1;
      constants = List.copyOf(equal ? constants.subList(0, 1) : constants);
    }

    double apply(int channel, double value) {
      return operator.apply(value, constants.get(constants.size() == 1 ? 0 : channel));
    }
  }

  PixelArithmetic {
    steps = List.copyOf(steps);
  }

  /** The cheapest steps that come to the same bits as the preprocessing. */
  static PixelArithmetic of(Preprocessing preprocessing) {
    List<Step> written = written(preprocessing);
    List<PixelArithmetic> cheapestFirst =
        List.of(
            new PixelArithmetic(Precision.FLOAT32, written),
            new PixelArithmetic(Precision.FLOAT64, folded(preprocessing)),
            new PixelArithmetic(Precision.FLOAT64, written));
    return cheapestFirst.stream()
        .filter(steps -> steps.agreesWith(preprocessing))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the last are preprocessing's own steps"));
  }

  /** What the steps make of a pixel from 0 to 255. */
  float apply(int channel, int pixel) {
    double value = pixel;
    for (Step step : steps) {
      value = precision.rounded(step.apply(channel, value));
    }
    return (float) value;
  }

  private boolean agreesWith(Preprocessing preprocessing) {
    for (int channel = 0; channel < preprocessing.channels(); channel++) {
      for (int pixel = 0; pixel < 256; pixel++) {
        int wanted = Float.floatToRawIntBits(preprocessing.normalised(channel, pixel));
        if (Float.floatToRawIntBits(apply(channel, pixel)) != wanted) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Step> written(Preprocessing preprocessing) {
    List<Step> steps = new ArrayList<>();
    double scale = preprocessing.scale();
    add(steps, Operator.MUL, Collections.nCopies(preprocessing.channels(), scale));
    add(steps, Operator.SUB, preprocessing.mean().stream().map(Float::doubleValue).toList());
    add(steps, Operator.DIV, preprocessing.std().stream().map(Float::doubleValue).toList());
    return steps;
  }

  /** With the division done beforehand: an operator less. */
  private static List<Step> folded(Preprocessing preprocessing) {
    List<Double> factors = new ArrayList<>();
    List<Double> offsets = new ArrayList<>();
    for (int channel = 0; channel < preprocessing.channels(); channel++) {
      double std = preprocessing.std().get(channel);
      factors.add(preprocessing.scale() / std);
      offsets.add(preprocessing.mean().get(channel) / std);
    }
    List<Step> steps = new ArrayList<>();
    add(steps, Operator.MUL, factors);
    add(steps, Operator.SUB, offsets);
    return steps;
  }

  private static void add(List<Step> steps, Operator operator, List<Double> constants) {
    if (constants.stream().anyMatch(value -> Double.compare(value, operator.neutral()) != 0)) {
      steps.add(new Step(operator, constants));
    }
  }
}
