/** The tests of labelled images. */
package io.saccade.trainer.data;
