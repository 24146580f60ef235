package io.saccade.model.drift;

import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS on the calling thread alone. Threads of its own spin while they wait for one another,
 * which would take cores from inference, and how many there are decides the last digits.
 */
final class Blas {

  static {
    openblas_nolapack.blas_set_num_threads(1);
  }

  private Blas() {}

  /** To be called before the first function of the library. */
  static void load() {
    // What there is to do is done once, as the class is.
  }
}
