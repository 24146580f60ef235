@NullMarked
package io.saccade.cli.dashboard;

import org.jspecify.annotations.NullMarked;
