/** Tests of the tensors: memory, gradients, statistics. */
package io.saccade.trainer.tensor;
