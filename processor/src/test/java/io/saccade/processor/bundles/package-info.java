/** Tests of where bundles come from. */
package io.saccade.processor.bundles;
