/** Tests of topology. */
package io.saccade.processor.topology;
