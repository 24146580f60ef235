/** The tests of the model module, and the finder of the test data beside the repository. */
package io.saccade.model;
