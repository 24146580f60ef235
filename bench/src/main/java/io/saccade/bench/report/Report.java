package io.saccade.bench.report;

import io.saccade.bench.pipeline.Sweep;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The whole page: a section for each file of results that is there. */
final class Report {

  private static final String HEAD =
      """
      # Benchmarks

      `./saccade bench report` writes this page from the files in [benchmarks](benchmarks); change neither by
      hand. `./saccade bench all --full` measures everything anew but training and drift, which
      `./saccade bench train` and `./saccade bench drift` do. Under each table stands the command that reproduces it, with models and images as they were named
      there, and where and when it was run.

      Rates are medians over rounds in which the contenders take turns, so compare within one table only.

      """;

  private static final List<Section> SECTIONS =
      Stream.of(
              Stream.of(
                  new PipelineSection(),
                  SweepSection.of(Sweep.PARTITIONS),
                  SweepSection.of(Sweep.THREADS),
                  SweepSection.of(Sweep.SIZE),
                  SweepSection.of(Sweep.EVENTS),
                  new SettingsSection(),
                  new CostSection(),
                  new LatencySection(),
                  new SwapSection(),
                  new GridSection(false),
                  new GridSection(true),
                  new DecodeSection(),
                  new JmhSection()),
              TrainingSection.all().stream(),
              DriftSection.all().stream())
          .flatMap(sections -> sections)
          .toList();

  private final List<Part> parts;

  private Report(List<Part> parts) {
    this.parts = parts;
  }

  /** Reads a folder of results. */
  static Report of(Path results) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Section section : SECTIONS) {
      if (Measured.exists(results, section.results())) {
        parts.add(section.read(results));
      }
    }
    return new Report(parts);
  }

  /** Whether there is nothing to say. */
  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The page. */
  String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    parts.forEach(part -> page.append(part.markdown()));
    return page.toString().stripTrailing() + "\n";
  }

  /** The plots that it shows. */
  List<Plot> plots() {
    return parts.stream().flatMap(part -> part.plots().stream()).toList();
  }
}
