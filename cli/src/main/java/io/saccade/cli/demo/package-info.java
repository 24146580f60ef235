/**
 * Shows the whole of Saccade at once: trains a model, serves it, and checks that nothing was lost
 * on the way.
 */
@NullMarked
package io.saccade.cli.demo;

import org.jspecify.annotations.NullMarked;
