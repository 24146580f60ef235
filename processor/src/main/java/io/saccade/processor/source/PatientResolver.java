package io.saccade.processor.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a name only so long. The system's own resolver may take minutes and cannot be
 * interrupted; so each name is asked for on a thread of its own, and by one thread only: a name
 * that hangs holds up nobody else, and no more threads than there are names that are allowed.
 */
final class PatientResolver implements Resolver {

  private final Resolver resolver;
  private final Duration longest;
  private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> underWay =
      new ConcurrentHashMap<>();

  PatientResolver(Resolver resolver, Duration longest) {
    this.resolver = resolver;
    this.longest = longest;
  }

  @Override
  public InetAddress[] resolve(String name) throws UnknownHostException {
    CompletableFuture<InetAddress[]> own = new CompletableFuture<>();
    CompletableFuture<InetAddress[]> earlier = underWay.putIfAbsent(name, own);
    if (earlier == null) {
      Thread thread = new Thread(() -> answer(name, own), "saccade-fetch-resolver");
      thread.setDaemon(true);
      thread.start();
    }
    try {
      return (earlier == null ? own : earlier).get(longest.toNanos(), TimeUnit.NANOSECONDS).clone();
    } catch (TimeoutException e) {
      throw new UnknownHostException("the name was not resolved in time");
    } catch (ExecutionException e) {
      throw new UnknownHostException("the name cannot be resolved");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("nobody waits for the name any more");
    }
  }

  private void answer(String name, CompletableFuture<InetAddress[]> addresses) {
    try {
      InetAddress[] found = resolver.resolve(name);
      underWay.remove(name); // Whoever asks from now on asks anew.
      addresses.complete(found);
    } catch (UnknownHostException | RuntimeException | Error e) {
      underWay.remove(name);
      addresses.completeExceptionally(e);
    }
  }
}
