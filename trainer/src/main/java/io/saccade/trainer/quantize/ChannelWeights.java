package io.saccade.trainer.quantize;

/**
 * A layer's weights as integers around zero, each channel with a step of its own: with one step for
 * all, the widest channel leaves nothing of the narrow ones, which in depthwise convolutions differ
 * a hundredfold. What rounding adds to the mean of a channel is taken off its bias, after Nagel et
 * al. 2019, "Data-Free Quantization Through Weight Equalization and Bias Correction".
 *
 * @param weights from -127 to 127, or from -63 to 63
 * @param steps one a channel
 * @param bias in steps of the sums that it is added to, one a channel; none where there cannot be
 *     one
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record ChannelWeights(long[] weights, float[] steps, long[] bias) {

  /** A bias of more steps would leave no room for the sum that it is added to. */
  private static final double MOST_BIAS = 1 << 30;

  /**
   * The weights of a layer.
   *
   * @param input the step of the values that the layer takes
   * @param means of these values, one a channel
   */
  static ChannelWeights of(Layer layer, int bits, float input, double[] means) {
    int most = (1 << (bits - 1)) - 1;
    float[] weights = layer.weight().floats();
    double[] bias = bias(layer);
    float[] steps = steps(layer, weights, most);
    for (int c = 0; c < bias.length; c++) {
      // A channel of hardly any weight would have steps too fine for its bias to be counted in.
      steps[c] = (float) Math.max(steps[c], Math.abs(bias[c]) / (input * MOST_BIAS));
    }
    long[] integers = new long[weights.length];
    for (int i = 0; i < integers.length; i++) {
      int channel = layer.output(i);
      double step = steps[channel] > 0 ? steps[channel] : 1;
      integers[i] = (long) Math.max(-most, Math.min(most, Math.rint(weights[i] / step)));
      if (bias.length > 0) {
        bias[channel] += (weights[i] - integers[i] * step) * means[layer.input(i)];
      }
    }
    long[] sums = new long[bias.length];
    for (int c = 0; c < steps.length; c++) {
      steps[c] = steps[c] > 0 ? steps[c] : 1;
      if (bias.length > 0) {
        double sum = Math.rint(bias[c] / ((double) input * steps[c]));
        sums[c] = (long) Math.max(-2 * MOST_BIAS + 1, Math.min(2 * MOST_BIAS - 1, sum));
      }
    }
    return new ChannelWeights(integers, steps, sums);
  }

  private static double[] bias(Layer layer) {
    double[] bias = new double[layer.biased() ? layer.channels() : 0];
    for (int c = 0; c < bias.length; c++) {
      bias[c] = layer.bias().isPresent() ? layer.bias().get().number(c) : 0;
    }
    return bias;
  }

  private static float[] steps(Layer layer, float[] weights, int most) {
    float[] steps = new float[layer.channels()];
    for (int i = 0; i < weights.length; i++) {
      int channel = layer.output(i);
      steps[channel] = Math.max(steps[channel], Math.abs(weights[i]) / most);
    }
    return steps;
  }

  /** The steps that the bias is counted in. */
  float[] biasSteps(float input) {
    float[] products = new float[steps.length];
    for (int c = 0; c < products.length; c++) {
      products[c] = input * steps[c];
    }
    return products;
  }
}
