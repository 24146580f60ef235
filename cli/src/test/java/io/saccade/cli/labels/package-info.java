/** Tests of labels, on their way and joined. */
@NullMarked
package io.saccade.cli.labels;

import org.jspecify.annotations.NullMarked;
