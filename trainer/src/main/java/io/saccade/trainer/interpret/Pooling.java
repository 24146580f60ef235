package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.Reduction;
import io.saccade.trainer.tensor.TensorMath;
import java.util.Arrays;
import java.util.Map;

/** Maxima and means of windows, and of whole pictures. */
final class Pooling {

  private static final long[] NONE = {0, 0};

  private Pooling() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("MaxPool", Operator.of(Pooling::maximum));
    table.put("AveragePool", Operator.of(Pooling::average));
    table.put("GlobalMaxPool", Operator.of(call -> whole(call, Reduction.MAXIMUM)));
    table.put("GlobalAveragePool", Operator.of(call -> whole(call, Reduction.MEAN)));
  }

  private static <T> T whole(Call<T> call, Reduction reduction) throws GraphRefusedException {
    T x = call.in(0);
    return call.math().reduce(reduction, x, Axes.from(2, call.dims(x).length));
  }

  private static <T> T maximum(Call<T> call) throws GraphRefusedException {
    Sliding sliding = Sliding.of(call, call.dims(call.in(0)), new long[0]);
    T picture = sliding.picture(call, call.in(0));
    boolean library =
        sliding.isEven()
            && sliding.before()[0] <= sliding.kernel()[0] / 2
            && sliding.before()[1] <= sliding.kernel()[1] / 2;
    T input = library ? picture : sliding.pad(call, picture, -Float.MAX_VALUE);
    long[] padding = library ? sliding.before() : NONE;
    return sliding.own(call, call.math().maxPool(input, sliding.window(padding)));
  }

  private static <T> T average(Call<T> call) throws GraphRefusedException {
    Sliding sliding = Sliding.of(call, call.dims(call.in(0)), new long[0]);
    T picture = sliding.picture(call, call.in(0));
    TensorMath<T> math = call.math();
    T input = sliding.isPadded() ? sliding.pad(call, picture, 0) : picture;
    T sums =
        sliding.isDilated()
            ? dilatedAverage(call, sliding, input)
            : math.averagePool(input, sliding.kernel(), sliding.strides());
    if (!sliding.isPadded()) {
      return sliding.own(call, sums);
    }
    T counted = call.backend().tensor(counted(call, sliding), shape(sliding));
    return sliding.own(call, math.apply(Binary.DIVIDE, sums, counted));
  }

  /** A mean is a convolution of each channel with equal weights, which may be dilated. */
  private static <T> T dilatedAverage(Call<T> call, Sliding sliding, T input) {
    long channels = call.dims(input)[1];
    long taps = sliding.kernel()[0] * sliding.kernel()[1];
    float[] equal = new float[Math.toIntExact(channels * taps)];
    Arrays.fill(equal, 1 / (float) taps);
    T weights = call.backend().tensor(equal, channels, 1, sliding.kernel()[0], sliding.kernel()[1]);
    return call.math().convolve(input, weights, null, sliding.window(NONE), channels);
  }

  private static long[] shape(Sliding sliding) {
    return new long[] {1, 1, sliding.windows(0), sliding.windows(1)};
  }

  /** For each window, the share of its taps that the mean is taken over. */
  private static <T> float[] counted(Call<T> call, Sliding sliding) {
    boolean padding = call.flag("count_include_pad");
    float[] rows = counted(sliding, 0, padding);
    float[] columns = counted(sliding, 1, padding);
    float[] shares = new float[rows.length * columns.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = rows[i / columns.length] * columns[i % columns.length];
    }
    return shares;
  }

  /** What rounding up reaches beyond the padding is never counted. */
  private static float[] counted(Sliding sliding, int axis, boolean padding) {
    long from = padding ? 0 : sliding.before()[axis];
    long end = sliding.before()[axis] + sliding.in()[axis];
    long to = padding ? end + sliding.after()[axis] - sliding.overhang()[axis] : end;
    float[] shares = new float[sliding.windows(axis)];
    for (int window = 0; window < shares.length; window++) {
      int taps = 0;
      for (long tap = 0; tap < sliding.kernel()[axis]; tap++) {
        long at = window * sliding.strides()[axis] + tap * sliding.dilations()[axis];
        taps += at >= from && at < to ? 1 : 0;
      }
      // A window without a tap inside has the sum 0, and stays 0.
      shares[window] = Math.max(taps, 1) / (float) sliding.kernel()[axis];
    }
    return shares;
  }
}
