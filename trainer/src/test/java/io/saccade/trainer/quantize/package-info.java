/** The tests of models of integers. */
package io.saccade.trainer.quantize;
