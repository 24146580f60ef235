package io.saccade.bench.latency;

/** A running system that reads events from one topic and answers each in another. */
interface Subject extends AutoCloseable {

  /** What it is, for progress bars and messages. */
  String name();

  /** The topic that it reads. */
  String input();

  /** The topic of its answers. */
  String output();

  @Override
  void close();
}
