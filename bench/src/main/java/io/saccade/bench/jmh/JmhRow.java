package io.saccade.bench.jmh;

import io.saccade.bench.results.Rounded;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What JMH found of one benchmark, as the file of results has it.
 *
 * @param benchmark class and method
 * @param score time of one operation, the mean
 * @param error half the width of its interval of 99.9 % confidence; 0 where one fork is too few
 * @param unit of both, as in {@code us/op}
 * @param bytes allocated on the heap by one operation
 */
public record JmhRow(String benchmark, double score, double error, String unit, double bytes) {

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  static JmhRow of(RunResult run) {
    Result<?> primary = run.getPrimaryResult();
    Result<?> allocated = run.getSecondaryResults().get(ALLOCATION);
    String name = run.getParams().getBenchmark();
    String type = name.substring(0, name.lastIndexOf('.'));
    return new JmhRow(
        name.substring(type.lastIndexOf('.') + 1),
        Rounded.thousandths(primary.getScore()),
        Double.isFinite(primary.getScoreError()) ? Rounded.thousandths(primary.getScoreError()) : 0,
        primary.getScoreUnit(),
        allocated == null ? 0 : Rounded.tenths(allocated.getScore()));
  }
}
