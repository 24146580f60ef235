/** The tests of what trainings tell. */
package io.saccade.trainer.progress;
