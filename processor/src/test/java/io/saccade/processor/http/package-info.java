/** Tests of the admin HTTP. */
package io.saccade.processor.http;
