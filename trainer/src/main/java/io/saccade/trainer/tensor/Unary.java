package io.saccade.trainer.tensor;

/** Functions of one number, applied to every element of a tensor. */
public enum Unary {
  /** max(x, 0). */
  RELU,
  /** 1 / (1 + e^-x). */
  SIGMOID,
  /** The hyperbolic tangent. */
  TANH,
  /** e^x. */
  EXP,
  /** The natural logarithm. */
  LOG,
  /** The square root. */
  SQRT,
  /** |x|. */
  ABS,
  /** The error function. */
  ERF,
  /** log(1 + e^x). */
  SOFTPLUS
}
