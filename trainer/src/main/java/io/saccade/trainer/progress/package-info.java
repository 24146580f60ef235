/** What a training tells of itself while it runs, and as lines of JSON between processes. */
@NullMarked
package io.saccade.trainer.progress;

import org.jspecify.annotations.NullMarked;
