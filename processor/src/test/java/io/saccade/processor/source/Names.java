package io.saccade.processor.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server by hand, whose answers may change from one question to the next. */
final class Names implements Resolver {

  private final Map<String, List<InetAddress[]>> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> questions = new ConcurrentHashMap<>();

  /** Each answer, of addresses separated by commas, is given once, the last one from then on. */
  Names with(String name, String... inTurn) throws UnknownHostException {
    InetAddress[][] all = new InetAddress[inTurn.length][];
    for (int i = 0; i < inTurn.length; i++) {
      String[] parts = inTurn[i].split(",", -1);
      all[i] = new InetAddress[parts.length];
      for (int j = 0; j < parts.length; j++) {
        all[i][j] = InetAddress.getByName(parts[j]);
      }
    }
    answers.put(name, List.of(all));
    return this;
  }

  int questions(String name) {
    return questions.getOrDefault(name, new AtomicInteger()).get();
  }

  @Override
  public InetAddress[] resolve(String name) throws UnknownHostException {
    int question = questions.computeIfAbsent(name, n -> new AtomicInteger()).getAndIncrement();
    List<InetAddress[]> known = answers.get(name);
    if (known == null) {
      throw new UnknownHostException(name);
    }
    return known.get(Math.min(question, known.size() - 1));
  }
}
