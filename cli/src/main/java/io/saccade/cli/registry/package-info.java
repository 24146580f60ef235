/** The sandbox's schema registry: Confluent's REST API over one file, for trying and testing. */
package io.saccade.cli.registry;
