package io.saccade.processor.source;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns names into addresses. */
@FunctionalInterface
interface Resolver {
  InetAddress[] resolve(String name) throws UnknownHostException;
}
