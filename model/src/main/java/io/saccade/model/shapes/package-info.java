/**
 * A classifier that needs no data: drawn images of coloured shapes and a model that knows colours.
 */
package io.saccade.model.shapes;
