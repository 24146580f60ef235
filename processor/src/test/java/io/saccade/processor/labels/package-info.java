@NullMarked
package io.saccade.processor.labels;

import org.jspecify.annotations.NullMarked;
