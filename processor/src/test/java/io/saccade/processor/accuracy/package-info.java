@NullMarked
package io.saccade.processor.accuracy;

import org.jspecify.annotations.NullMarked;
