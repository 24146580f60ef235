/** Tests of how records are shown. */
@NullMarked
package io.saccade.cli.watch;

import org.jspecify.annotations.NullMarked;
