/** From trained weights to a bundle: the proof of parity, the model card and golden images. */
package io.saccade.trainer.export;
