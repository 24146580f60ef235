@NullMarked
package io.saccade.bench.pipeline;

import org.jspecify.annotations.NullMarked;
