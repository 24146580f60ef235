@org.jspecify.annotations.NullMarked
package io.saccade.trainer.progress;
