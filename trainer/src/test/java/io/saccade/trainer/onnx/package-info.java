/** The tests of what runs graphs. */
package io.saccade.trainer.onnx;
