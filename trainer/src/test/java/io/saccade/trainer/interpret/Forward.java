package io.saccade.trainer.interpret;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.tensor.TorchBackend;
import org.bytedeco.pytorch.Tensor;

/** Evaluates models with the interpreter. */
final class Forward {

  private Forward() {}

  /** The first output of a model. */
  static HostTensor of(ModelProto model, float[] input, long... dims) throws GraphRefusedException {
    return of(Graph.of(model), input, dims);
  }

  static HostTensor of(Graph graph, float[] input, long... dims) throws GraphRefusedException {
    TorchBackend backend = new TorchBackend();
    backend.threads(1);
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph)) {
      return backend.inScope(
          () -> {
            Tensor output = interpreter.forward(backend.tensor(input, dims), Mode.EVALUATE);
            return HostTensor.floats(backend.dims(output), backend.values(output));
          });
    }
  }
}
