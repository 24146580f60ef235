/** Linear classifiers on features, learned in plain Java, and how good a classifier is. */
@NullMarked
package io.saccade.trainer.head;

import org.jspecify.annotations.NullMarked;
