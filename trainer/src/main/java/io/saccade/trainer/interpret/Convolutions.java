package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.TensorMath;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Convolution and its transpose. */
final class Convolutions {

  private static final long[] NONE = {0, 0};

  private Convolutions() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("Conv", Operator.of(Convolutions::convolve));
    table.put("ConvTranspose", Operator.of(Convolutions::deconvolve));
  }

  private static <T> T convolve(Call<T> call) throws GraphRefusedException {
    T weights = call.in(1);
    long[] kernel = Arrays.copyOfRange(call.dims(weights), 2, call.dims(weights).length);
    Sliding sliding = Sliding.of(call, call.dims(call.in(0)), kernel);
    T picture = sliding.picture(call, call.in(0));
    T input = sliding.isEven() ? picture : sliding.pad(call, picture, 0);
    long[] padding = sliding.isEven() ? sliding.before() : NONE;
    @Nullable T bias = call.has(2) ? call.in(2) : null;
    T result =
        call.math()
            .convolve(
                input,
                sliding.picture(call, weights),
                bias,
                sliding.window(padding),
                call.attributes().integer("group", 1));
    return sliding.own(call, result);
  }

  /**
   * The whole transposed convolution, of which padding cuts off the borders. What output_padding
   * adds lies beyond it and has no value but the bias.
   */
  private static <T> T deconvolve(Call<T> call) throws GraphRefusedException {
    TensorMath<T> math = call.math();
    T weights = call.in(1);
    long[] kernel = Arrays.copyOfRange(call.dims(weights), 2, call.dims(weights).length);
    Sliding sliding = Sliding.of(call, call.dims(call.in(0)), kernel);
    T whole =
        math.deconvolve(
            sliding.picture(call, call.in(0)),
            sliding.picture(call, weights),
            sliding.window(NONE),
            call.attributes().integer("group", 1));
    long[] cut = new long[4];
    long[] behind = new long[4];
    for (int axis = 0; axis < 2; axis++) {
      long added = cutAndAdded(call, sliding, axis, cut);
      behind[2 + axis] = added;
    }
    T result = sliding.own(call, math.pad(whole, cut, behind, 0));
    if (!call.has(2)) {
      return result;
    }
    T bias = call.in(2);
    long[] along = Axes.along(1, call.dims(result).length, call.dims(bias)[0]);
    return math.apply(Binary.ADD, result, math.reshape(bias, along));
  }

  /** Sets what is cut off in front of an axis, and gives what is added behind it. */
  private static <T> long cutAndAdded(Call<T> call, Sliding sliding, int axis, long[] cut) {
    Attributes attributes = call.attributes();
    int own = axis - (2 - sliding.length());
    if (own < 0) {
      return 0;
    }
    long[] none = new long[sliding.length()];
    long extra = attributes.integers("output_padding", none)[own];
    long whole = (sliding.in()[axis] - 1) * sliding.strides()[axis] + sliding.reach(axis);
    long[] wanted = attributes.integers("output_shape");
    String automatic = attributes.text("auto_pad", "NOTSET");
    if (wanted.length == 0 && !automatic.startsWith("SAME")) {
      cut[2 + axis] = -sliding.before()[axis];
      return extra - sliding.after()[axis];
    }
    long out =
        wanted.length == 0
            ? sliding.in()[axis] * sliding.strides()[axis]
            : wanted[wanted.length - sliding.length() + own];
    long total = Math.max(0, whole + extra - out);
    long front = automatic.equals("SAME_UPPER") ? total / 2 : total - total / 2;
    cut[2 + axis] = -front;
    return out - (whole - front);
  }
}
