/** Tests of reading, checking and writing bundles. */
package io.saccade.model.bundle;
