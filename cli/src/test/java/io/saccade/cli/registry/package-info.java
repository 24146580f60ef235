/** Tests of the sandbox's schema registry, and a real registry for other tests to use. */
package io.saccade.cli.registry;
