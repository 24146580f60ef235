/** Tests of `saccade release`. */
@NullMarked
package io.saccade.cli.release;

import org.jspecify.annotations.NullMarked;
