package io.saccade.trainer.tune;

/** How weights follow their gradients. */
public enum OptimizerKind {
  /** Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization". */
  ADAMW,
  /** Kingma and Ba 2015, "Adam"; the decay joins the gradient. */
  ADAM,
  /** Stochastic gradient descent with a momentum of 0.9; the decay joins the gradient. */
  SGD
}
