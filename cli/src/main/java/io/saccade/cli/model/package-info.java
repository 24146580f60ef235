/** Makes, shows and proves model bundles on this machine. */
@NullMarked
package io.saccade.cli.model;

import org.jspecify.annotations.NullMarked;
