/** The tests of linear classifiers and of the measures of classifiers. */
package io.saccade.trainer.head;
