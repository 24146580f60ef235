/** The tests of trainings as a whole. */
package io.saccade.trainer.run;
