/** Well-known architectures as ONNX graphs with initialised weights, to train from scratch. */
package io.saccade.trainer.zoo;
