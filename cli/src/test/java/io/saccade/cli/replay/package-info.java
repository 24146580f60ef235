/** Tests of replaying events. */
@NullMarked
package io.saccade.cli.replay;

import org.jspecify.annotations.NullMarked;
