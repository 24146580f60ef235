package io.saccade.trainer.quantize;

import io.saccade.trainer.graph.HostTensor;

/**
 * A layer's weights as integers around zero, each channel with a step of its own: with one step for
 * all, the widest channel leaves nothing of the narrow ones, which in depthwise convolutions differ
 * a hundredfold.
 *
 * @param weights from -127 to 127, or from -63 to 63
 * @param steps one a channel
 * @param bias in steps of the sums that it is added to, one a channel; none where there is no bias
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record ChannelWeights(long[] weights, float[] steps, long[] bias) {

  /** A bias of more steps would leave no room for the sum that it is added to. */
  private static final double MOST_BIAS = 1 << 30;

  /**
   * The weights of a layer.
   *
   * @param input the step of the values that the layer takes
   */
  static ChannelWeights of(Layer layer, float input, int bits) {
    int most = (1 << (bits - 1)) - 1;
    float[] weights = layer.weight().floats();
    float[] bias = layer.bias().map(HostTensor::floats).orElse(new float[0]);
    int channels = (int) layer.weight().dims()[layer.axis()];
    int inner = inner(layer);
    float[] largest = new float[channels];
    for (int i = 0; i < weights.length; i++) {
      int channel = i / inner % channels;
      largest[channel] = Math.max(largest[channel], Math.abs(weights[i]));
    }
    float[] steps = new float[channels];
    for (int c = 0; c < channels; c++) {
      // A channel of hardly any weight would have steps too fine for its bias to be counted in.
      double least = bias.length == 0 ? 0 : Math.abs(bias[c]) / (input * MOST_BIAS);
      float step = (float) Math.max(largest[c] / (double) most, least);
      steps[c] = step > 0 ? step : 1;
    }
    long[] integers = new long[weights.length];
    for (int i = 0; i < integers.length; i++) {
      double steered = Math.rint(weights[i] / (double) steps[i / inner % channels]);
      integers[i] = (long) Math.max(-most, Math.min(most, steered));
    }
    long[] sums = new long[bias.length];
    for (int c = 0; c < sums.length; c++) {
      sums[c] = (long) Math.rint(bias[c] / ((double) input * steps[c]));
    }
    return new ChannelWeights(integers, steps, sums);
  }

  /** The steps that the bias is counted in. */
  float[] biasSteps(float input) {
    float[] products = new float[steps.length];
    for (int c = 0; c < products.length; c++) {
      products[c] = input * steps[c];
    }
    return products;
  }

  private static int inner(Layer layer) {
    long[] dims = layer.weight().dims();
    int inner = 1;
    for (int axis = layer.axis() + 1; axis < dims.length; axis++) {
      inner *= (int) dims[axis];
    }
    return inner;
  }
}
