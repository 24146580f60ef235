package io.saccade.cli.why;

import picocli.CommandLine.Option;

/** Which topics and whose processors a story is about; those of the processor's settings. */
final class WhyOptions {

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "images",
      description = "The topic of events (default: ${DEFAULT-VALUE}).")
  private String images = "";

  @Option(
      names = "--predictions-topic",
      paramLabel = "NAME",
      defaultValue = "predictions",
      description = "The topic of predictions (default: ${DEFAULT-VALUE}).")
  private String predictions = "";

  @Option(
      names = "--failures-topic",
      paramLabel = "NAME",
      defaultValue = "image-failures",
      description = "The topic of failures (default: ${DEFAULT-VALUE}).")
  private String failures = "";

  @Option(
      names = "--drift-topic",
      paramLabel = "NAME",
      defaultValue = "drift-statistics",
      description = "The topic of reports on drift (default: ${DEFAULT-VALUE}).")
  private String statistics = "";

  @Option(
      names = "--labels-topic",
      paramLabel = "NAME",
      defaultValue = "labels",
      description = "The topic of labels (default: ${DEFAULT-VALUE}).")
  private String labels = "";

  @Option(
      names = "--releases-topic",
      paramLabel = "NAME",
      defaultValue = "model-releases",
      description = "The topic of releases (default: ${DEFAULT-VALUE}).")
  private String releases = "";

  @Option(
      names = "--status-topic",
      paramLabel = "NAME",
      defaultValue = "model-status",
      description = "The topic of what instances do about them (default: ${DEFAULT-VALUE}).")
  private String status = "";

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "saccade",
      description = "The processors' application.id (default: ${DEFAULT-VALUE}).")
  private String group = "";

  WhyTopics topics() {
    return new WhyTopics(images, predictions, failures, statistics, labels, releases, status);
  }

  String group() {
    return group;
  }
}
