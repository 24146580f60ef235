/** What the users of deploy/kubernetes may do is enough, against a broker that asks. */
@NullMarked
package io.saccade.cli.rights;

import org.jspecify.annotations.NullMarked;
