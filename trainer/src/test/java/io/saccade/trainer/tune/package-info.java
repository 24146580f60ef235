/** Tests of training: rules by hand, small networks on drawn images, and the controls. */
package io.saccade.trainer.tune;
