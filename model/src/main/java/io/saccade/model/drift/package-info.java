/** What drift is measured by: the same statistics where a model is made and where it serves. */
package io.saccade.model.drift;
