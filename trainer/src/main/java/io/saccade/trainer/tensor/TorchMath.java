package io.saccade.trainer.tensor;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** The operations of libtorch. */
final class TorchMath implements TensorMath<Tensor> {

  private static final long[] NONE = {0, 0};

  @Override
  public Tensor apply(Unary function, Tensor x) {
    return switch (function) {
      case RELU -> torch.relu(x);
      case SIGMOID -> torch.sigmoid(x);
      case TANH -> torch.tanh(x);
      case EXP -> torch.exp(x);
      case LOG -> torch.log(x);
      case SQRT -> torch.sqrt(x);
      case ABS -> torch.abs(x);
      case ERF -> torch.erf(x);
      case SOFTPLUS -> torch.softplus(x);
    };
  }

  @Override
  public Tensor apply(Binary function, Tensor a, Tensor b) {
    return switch (function) {
      case ADD -> torch.add(a, b);
      case SUBTRACT -> torch.sub(a, b);
      case MULTIPLY -> torch.mul(a, b);
      case DIVIDE -> torch.div(a, b);
      case POWER -> torch.pow(a, b);
      case MAXIMUM -> torch.maximum(a, b);
      case MINIMUM -> torch.minimum(a, b);
    };
  }

  @Override
  public Tensor shift(Tensor x, float addend) {
    return torch.add(x, new Scalar(addend));
  }

  @Override
  public Tensor scale(Tensor x, float factor) {
    return torch.mul(x, new Scalar(factor));
  }

  @Override
  public Tensor power(Tensor x, float exponent) {
    return torch.pow(x, new Scalar(exponent));
  }

  @Override
  public Tensor clamp(Tensor x, float low, float high) {
    return torch.clamp(
        x, new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
  }

  @Override
  public Tensor dropout(Tensor x, float probability) {
    return torch.dropout(x, probability, true);
  }

  @Override
  public Tensor convolve(
      Tensor x, Tensor weights, @Nullable Tensor bias, Window window, long groups) {
    TensorOptional added = bias == null ? new TensorOptional() : new TensorOptional(bias);
    return torch.conv2d(
        x, weights, added, window.strides(), window.padding(), window.dilations(), groups);
  }

  @Override
  public Tensor deconvolve(Tensor x, Tensor weights, Window window, long groups) {
    TensorOptional noBias = new TensorOptional();
    return torch.conv_transpose2d(
        x, weights, noBias, window.strides(), NONE, NONE, groups, window.dilations());
  }

  @Override
  public Tensor maxPool(Tensor x, Window window) {
    return torch.max_pool2d(
        x, window.kernel(), window.strides(), window.padding(), window.dilations(), false);
  }

  @Override
  public Tensor averagePool(Tensor x, long[] kernel, long[] strides) {
    return torch.avg_pool2d(x, kernel, strides, NONE, false, true, new LongOptional());
  }

  @Override
  public Tensor normalise(Tensor x, BatchNorm<Tensor> norm) {
    return normalise(x, norm, false, 0);
  }

  private static Tensor normalise(Tensor x, BatchNorm<Tensor> norm, boolean batch, double joining) {
    return torch.batch_norm(
        x,
        new TensorOptional(norm.scale()),
        new TensorOptional(norm.shift()),
        new TensorOptional(norm.mean()),
        new TensorOptional(norm.variance()),
        batch,
        joining,
        norm.epsilon(),
        false);
  }

  @Override
  public Tensor normaliseBatch(Tensor x, BatchNorm<Tensor> norm, float kept) {
    double n = (double) x.numel() / x.size(1);
    if (n < 2) {
      // One value has no variance: the sample's would be 0 / 0, and stay in the running one.
      return normalise(x, norm);
    }
    // Copies, because what backward has kept must not change under it.
    Tensor mean = norm.mean().clone();
    Tensor variance = norm.variance().clone();
    BatchNorm<Tensor> moving =
        new BatchNorm<>(norm.scale(), norm.shift(), mean, variance, norm.epsilon());
    Tensor result = normalise(x, moving, true, 1.0 - kept);
    norm.mean().copy_(mean);
    // libtorch lets the sample's variance join, larger by n / (n - 1) than the population's.
    double population = (n - 1) / n;
    norm.variance()
        .mul_(new Scalar(kept * (1 - population)))
        .add_(variance, new Scalar(population));
    return result;
  }

  @Override
  public Tensor multiply(Tensor a, Tensor b) {
    return torch.matmul(a, b);
  }

  @Override
  public Tensor softmax(Tensor x, int axis) {
    return torch.softmax(x, (long) axis);
  }

  @Override
  public Tensor logSoftmax(Tensor x, int axis) {
    return torch.log_softmax(x, (long) axis);
  }

  @Override
  public Tensor crossEntropy(Tensor scores, Tensor targets) {
    return torch.cross_entropy_loss(scores.to(ScalarType.Float), targets);
  }

  @Override
  public Tensor reduce(Reduction reduction, Tensor x, int... axes) {
    return switch (reduction) {
      case SUM -> torch.sum(x, longs(axes), true, new ScalarTypeOptional());
      case MEAN -> torch.mean(x, longs(axes), true, new ScalarTypeOptional());
      case MAXIMUM -> torch.amax(x, longs(axes), true);
    };
  }

  @Override
  public Tensor reshape(Tensor x, long... dims) {
    return torch.reshape(x, dims);
  }

  @Override
  public Tensor permute(Tensor x, int... order) {
    return torch.permute(x, longs(order));
  }

  @Override
  public Tensor expand(Tensor x, long... dims) {
    return torch.broadcast_to(x, dims);
  }

  @Override
  public Tensor concatenate(List<Tensor> parts, int axis) {
    return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), axis);
  }

  @Override
  public Tensor slice(Tensor x, int axis, long from, long to, long step) {
    return torch.slice(x, axis, new LongOptional(from), new LongOptional(to), step);
  }

  @Override
  public Tensor select(Tensor x, int axis, long... indices) {
    LongPointer copied = new LongPointer(indices);
    try {
      TensorOptions whole = new TensorOptions(ScalarType.Long);
      Tensor chosen = torch.from_blob(copied, new long[] {indices.length}, whole).clone();
      return torch.index_select(x, axis, chosen);
    } finally {
      copied.close();
    }
  }

  @Override
  public Tensor pad(Tensor x, long[] before, long[] after, float value) {
    // libtorch counts axes from the last.
    long[] counts = new long[2 * before.length];
    for (int i = 0; i < before.length; i++) {
      counts[2 * i] = before[before.length - 1 - i];
      counts[2 * i + 1] = after[before.length - 1 - i];
    }
    return torch.constant_pad_nd(x, counts, new Scalar(value));
  }

  private static long[] longs(int... values) {
    return Arrays.stream(values).asLongStream().toArray();
  }
}
