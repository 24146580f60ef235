/** Tests of the serdes and of the schema files. */
package io.saccade.schemas;
