package io.saccade.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What is expected of a refusal: its code, and words that help whoever reads it. */
public final class Refusals {

  private final BundleRefusedException refusal;

  private Refusals(BundleRefusedException refusal) {
    this.refusal = refusal;
  }

  /** The refusal that the call must end in. */
  public static Refusals of(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(BundleRefusedException.class);
    return new Refusals((BundleRefusedException) thrown);
  }

  /** The code of the refusal, or null where the call went through; nothing else may be thrown. */
  public static @Nullable RefusalCode codeOrNone(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    if (thrown == null) {
      return null;
    }
    assertThat(thrown).isInstanceOf(BundleRefusedException.class);
    return ((BundleRefusedException) thrown).code();
  }

  /** Expects the code. */
  public Refusals hasCode(RefusalCode code) {
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    return this;
  }

  /** Expects the words in the message. */
  public Refusals saying(String... words) {
    assertThat(refusal).hasMessageContainingAll(words);
    return this;
  }
}
