/** Shows how a training went, as one page that needs no network. */
@NullMarked
package io.saccade.trainer.report;

import org.jspecify.annotations.NullMarked;
