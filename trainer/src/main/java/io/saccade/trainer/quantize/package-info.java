/**
 * Makes eight-bit integers of a trained graph's weights and values, as far as that costs little.
 */
package io.saccade.trainer.quantize;
