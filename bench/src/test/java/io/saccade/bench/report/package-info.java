@NullMarked
package io.saccade.bench.report;

import org.jspecify.annotations.NullMarked;
