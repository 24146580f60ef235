package io.saccade.trainer.tensor;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Tensors of libtorch, on the processor. Pictures and the weights of convolutions lie channels
 * last, which its convolutions are fastest on.
 */
public final class TorchBackend implements TensorBackend<Tensor> {

  private final TorchMath math = new TorchMath();

  @Override
  public <R, E extends Exception> R inScope(Work<R, E> work) throws E {
    PointerScope scope = new PointerScope();
    try {
      return work.run();
    } finally {
      scope.close();
    }
  }

  @Override
  public Tensor tensor(float[] values, long... dims) {
    if (PointerScope.getInnerScope() == null) {
      throw new IllegalStateException("a tensor must be made inside a scope, or nothing frees it");
    }
    if (Arrays.stream(dims).reduce(1, Math::multiplyExact) != values.length) {
      throw new IllegalArgumentException(
          "dimensions %s cannot have %d values".formatted(Arrays.toString(dims), values.length));
    }
    FloatPointer copied = new FloatPointer(values);
    try {
      // A clone, because a tensor made from a pointer does not own what it points to.
      Tensor tensor = torch.from_blob(copied, dims).clone();
      return dims.length == 4 ? tensor.contiguous(MemoryFormat.ChannelsLast) : tensor;
    } finally {
      copied.close();
    }
  }

  @Override
  public Tensor parameter(float[] values, long... dims) {
    return inScope(
        () -> {
          Tensor tensor = tensor(values, dims);
          retain(tensor);
          return tensor;
        });
  }

  @Override
  public void retain(Tensor tensor) {
    tensor.retainReference();
  }

  @Override
  public void release(Tensor tensor) {
    tensor.releaseReference();
  }

  @Override
  public void adopt(Tensor tensor) {
    PointerScope scope = PointerScope.getInnerScope();
    if (scope != null) {
      scope.attach(tensor);
      tensor.releaseReference();
    }
  }

  @Override
  public float[] values(Tensor tensor) {
    return inScope(
        () -> {
          Tensor rows = tensor.detach().to(ScalarType.Float).contiguous();
          float[] values = new float[Math.toIntExact(rows.numel())];
          if (values.length > 0) {
            rows.data_ptr_float().get(values);
          }
          return values;
        });
  }

  @Override
  public long[] dims(Tensor tensor) {
    long[] dims = new long[(int) tensor.dim()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = tensor.size(i);
    }
    return dims;
  }

  @Override
  public void assign(Tensor into, float[] values) {
    withoutGradients(() -> inScope(() -> into.copy_(tensor(values, dims(into)))));
  }

  @Override
  public <R, E extends Exception> R withGradients(Precision precision, Work<R, E> work) throws E {
    boolean before = torch.is_autocast_enabled(DeviceType.CPU);
    torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
    torch.set_autocast_enabled(DeviceType.CPU, precision == Precision.BFLOAT16);
    try {
      return recording(true, work);
    } finally {
      torch.set_autocast_enabled(DeviceType.CPU, before);
    }
  }

  @Override
  public <R, E extends Exception> R withoutGradients(Work<R, E> work) throws E {
    return recording(false, work);
  }

  private static <R, E extends Exception> R recording(boolean on, Work<R, E> work) throws E {
    boolean before = GradMode.is_enabled();
    GradMode.set_enabled(on);
    try {
      return work.run();
    } finally {
      GradMode.set_enabled(before);
    }
  }

  @Override
  public void learn(Tensor parameter) {
    parameter.set_requires_grad(true);
  }

  @Override
  public void freeze(Tensor parameter) {
    parameter.set_requires_grad(false);
  }

  @Override
  public void backward(Tensor loss) {
    loss.backward();
    // Autocast keeps the weights it has narrowed, which are about to change.
    torch.clear_cache();
  }

  @Override
  public Optional<Tensor> gradient(Tensor parameter) {
    Tensor gradient = parameter.grad();
    return gradient.defined() ? Optional.of(gradient) : Optional.empty();
  }

  @Override
  public void clearGradient(Tensor parameter) {
    inScope(
        () -> {
          parameter.mutable_grad().reset();
          return parameter;
        });
  }

  @Override
  public void blend(Tensor into, float keep, Tensor other, float share) {
    withoutGradients(
        () -> inScope(() -> into.mul_(new Scalar(keep)).add_(other, new Scalar(share))));
  }

  @Override
  public TensorMath<Tensor> math() {
    return math;
  }

  @Override
  public void threads(int count) {
    torch.set_num_threads(count);
    // Products of matrices go to OpenBLAS, whose threads are its own, and spin as they wait.
    openblas_nolapack.blas_set_num_threads(count);
  }

  @Override
  public void seed(long seed) {
    torch.manual_seed(seed);
  }
}
