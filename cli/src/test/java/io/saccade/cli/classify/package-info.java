/** Tests of labelling files. */
@NullMarked
package io.saccade.cli.classify;

import org.jspecify.annotations.NullMarked;
