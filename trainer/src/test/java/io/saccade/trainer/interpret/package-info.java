/** Tests of the interpreter against ONNX's own vectors and against ONNX Runtime. */
package io.saccade.trainer.interpret;
