/**
 * Training in a process of its own: its heap, its threads and its crashes are not those of who asks
 * for it.
 */
@NullMarked
package io.saccade.trainer.child;

import org.jspecify.annotations.NullMarked;
