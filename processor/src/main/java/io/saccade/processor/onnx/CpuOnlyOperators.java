package io.saccade.processor.onnx;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Operators that do a network's work and have no CUDA kernel. ONNX Runtime would run them on the
 * CPU without a word, and copy back and forth in between.
 */
final class CpuOnlyOperators {

  private static final Set<String> NAMES =
      Set.of("ConvInteger", "QLinearConv", "QLinearMatMul", "DynamicQuantizeLinear");

  private static final Set<String> QUANTISED_PREFIXES =
      Set.of("com.microsoft:QLinear", "com.microsoft:DynamicQuantize", "com.microsoft:QGemm");

  private CpuOnlyOperators() {}

  /** Those among a graph's operators. */
  static Set<String> among(SortedMap<String, Integer> operators) {
    Set<String> found = new TreeSet<>();
    for (String operator : operators.keySet()) {
      if (NAMES.contains(operator) || QUANTISED_PREFIXES.stream().anyMatch(operator::startsWith)) {
        found.add(operator.replace("com.microsoft:", ""));
      }
    }
    return found;
  }
}
