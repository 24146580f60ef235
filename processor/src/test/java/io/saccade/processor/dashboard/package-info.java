@NullMarked
package io.saccade.processor.dashboard;

import org.jspecify.annotations.NullMarked;
