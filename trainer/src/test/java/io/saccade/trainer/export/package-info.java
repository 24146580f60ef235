/** The tests of the way from weights to a bundle. */
package io.saccade.trainer.export;
