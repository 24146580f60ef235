/** Tests of the drawn images and the model that knows their colours. */
package io.saccade.model.shapes;
