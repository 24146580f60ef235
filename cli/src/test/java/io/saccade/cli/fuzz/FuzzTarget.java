package io.saccade.cli.fuzz;

import java.util.Map;

/** Something that reads bytes of strangers. One thread at a time. */
interface FuzzTarget {

  /**
   * Reads the bytes, and returns where they were taken or refused with a code.
   *
   * @throws Exception whatever else became of it, which is a finding
   */
  void read(byte[] bytes) throws Exception;

  /** Bytes to begin with, by name: sound ones, and those that were once a finding. */
  Map<String, byte[]> seeds() throws Exception;

  /** The folder of the shared test data that has more of the kind; empty where there is none. */
  default String corpus() {
    return "";
  }
}
