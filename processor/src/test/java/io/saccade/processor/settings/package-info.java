/** Tests of settings. */
package io.saccade.processor.settings;
