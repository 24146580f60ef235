package io.saccade.trainer.export;

import io.saccade.model.bundle.Bundle;

/** A bundle that is ready to be written, and what was found out about its model. */
public record Exported(Bundle bundle, Measured measured) {}
