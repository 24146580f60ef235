/**
 * Holds what deploys the processor to the code: images, compose, Kubernetes, metrics and alerts.
 */
@NullMarked
package io.saccade.deploy;

import org.jspecify.annotations.NullMarked;
