/** Publishes image files as events. */
@NullMarked
package io.saccade.cli.publish;

import org.jspecify.annotations.NullMarked;
