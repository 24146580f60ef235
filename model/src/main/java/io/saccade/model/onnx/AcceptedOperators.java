package io.saccade.model.onnx;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operators that a model may use: what image classifiers are made of, convolutional and
 * transformer, float and quantised. Anything that could loop, branch, draw random numbers, load
 * code or carry a compiled engine is left out on purpose, so that the time and the result of a run
 * depend on its input alone.
 */
final class AcceptedOperators {

  /** The domain of ONNX's own operators, as graphs write it; {@code ai.onnx} means the same. */
  static final String STANDARD = "";

  /** The domain of the fused and quantised operators that ONNX Runtime's tools write. */
  static final String MICROSOFT = "com.microsoft";

  private static final Set<String> STANDARD_OPERATORS =
      words(
          """
          Conv ConvInteger ConvTranspose QLinearConv
          Gemm MatMul MatMulInteger QLinearMatMul Einsum
          AveragePool GlobalAveragePool GlobalLpPool GlobalMaxPool LpPool MaxPool
          BatchNormalization GroupNormalization InstanceNormalization LRN LayerNormalization
          LpNormalization MeanVarianceNormalization RMSNormalization
          Celu Clip Elu Gelu HardSigmoid HardSwish LeakyRelu LogSoftmax Mish PRelu Relu Selu Sigmoid
          Softmax Softplus Softsign Swish Tanh ThresholdedRelu Attention
          Abs Add Ceil Cos Div Erf Exp Floor Log Max Mean Min Mod Mul Neg Pow Reciprocal Round Sign
          Sin Sqrt Sub Sum
          And Equal Greater GreaterOrEqual Less LessOrEqual Not Or Where Xor
          ArgMax ArgMin ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean
          ReduceMin ReduceProd ReduceSum ReduceSumSquare TopK
          Cast CastLike Constant ConstantOfShape DequantizeLinear DynamicQuantizeLinear Identity
          QuantizeLinear Range Shape Size
          Concat DepthToSpace Dropout Expand Flatten Gather GatherElements GatherND Pad Reshape
          Resize Slice SpaceToDepth Split Squeeze Tile Transpose Trilu Unsqueeze Upsample
          """);

  private static final Set<String> MICROSOFT_OPERATORS =
      words(
          """
          FusedConv FusedGemm FusedMatMul FusedMatMulActivation NhwcConv NhwcFusedConv NhwcMaxPool
          TransposeMatMul MatMulIntegerToFloat DynamicQuantizeMatMul MatMulNBits
          BiasAdd BiasGelu BiasSoftmax BiasSplitGelu FastGelu Gelu GemmFastGelu QuickGelu
          Attention MultiHeadAttention QAttention
          GroupNorm SkipGroupNorm SkipLayerNormalization SimplifiedLayerNormalization
          SkipSimplifiedLayerNormalization
          DequantizeLinear QuantizeLinear QGemm QLinearAdd QLinearAveragePool QLinearConcat
          QLinearConv QLinearGlobalAveragePool QLinearLeakyRelu QLinearMul QLinearReduceMean
          QLinearSigmoid QLinearSoftmax QLinearWhere
          """);

  private AcceptedOperators() {}

  /** The domain in the one spelling used here. */
  static String normalised(String domain) {
    return domain.equals("ai.onnx") ? STANDARD : domain;
  }

  /** Whether a model may use the operator; {@code domain} must be normalised. */
  static boolean contains(String domain, String operator) {
    return switch (domain) {
      case STANDARD -> STANDARD_OPERATORS.contains(operator);
      case MICROSOFT -> MICROSOFT_OPERATORS.contains(operator);
      default -> false;
    };
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
