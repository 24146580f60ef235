/**
 * What a benchmark leaves behind: a file of JSON that says what was measured, how, where and when.
 */
@NullMarked
package io.saccade.bench.results;

import org.jspecify.annotations.NullMarked;
