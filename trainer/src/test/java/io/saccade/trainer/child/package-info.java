/** The tests of trainings in processes of their own. */
package io.saccade.trainer.child;
