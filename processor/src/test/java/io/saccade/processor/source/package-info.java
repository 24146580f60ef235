/** Tests of fetching by URI. */
package io.saccade.processor.source;
