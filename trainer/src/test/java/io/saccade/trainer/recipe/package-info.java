/** The tests of settings. */
package io.saccade.trainer.recipe;
