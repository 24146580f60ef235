package io.saccade.bench.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.pipeline.Workload;
import io.saccade.bench.results.Rounded;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For programs: one line of JSON for each round and load, and one with the verdict. */
final class JsonReport implements Report {

  private final ObjectMapper json = new ObjectMapper();
  private final PrintWriter out;

  JsonReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Workload workload) {
    // Every line stands for itself.
  }

  @Override
  public void capacity(double perSecond) {
    // The last line has it.
  }

  @Override
  public void measured(Measurement measurement) {
    print(measurement);
  }

  @Override
  public void end(LatencyResults results) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("capacity", Rounded.tenths(results.capacity()));
    line.put("bareMillis", results.bare().p50());
    line.put("bareP99Millis", results.bare().p99());
    Verdict verdict = results.verdict().orElse(null);
    line.put("brokerP99Millis", verdict == null ? null : verdict.brokerP99Millis());
    line.put("p99Millis", verdict == null ? null : verdict.p99Millis());
    line.put(
        "allowedMillis", verdict == null ? null : Rounded.thousandths(verdict.allowedMillis()));
    line.put("ratio", verdict == null ? null : Rounded.thousandths(verdict.ratio()));
    line.put(
        "ratioToBareP99", verdict == null ? null : Rounded.thousandths(verdict.ratioToBareP99()));
    print(line);
  }

  private void print(Object line) {
    try {
      out.println(json.writeValueAsString(line));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
