/** The seam to the library that differentiates, and the one library that is shipped. */
package io.saccade.trainer.tensor;
