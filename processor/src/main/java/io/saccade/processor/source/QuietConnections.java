package io.saccade.processor.source;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Connections whose traffic is never logged, at whatever level: it may hold secrets. */
final class QuietConnections implements HttpConnectionFactory<ManagedHttpClientConnection> {

  private final Http1Config limits;
  private final AtomicLong count = new AtomicLong();

  QuietConnections(Http1Config limits) {
    this.limits = limits;
  }

  @Override
  public ManagedHttpClientConnection createConnection(@Nullable Socket socket) throws IOException {
    Quiet made = new Quiet("fetch-" + count.incrementAndGet(), limits);
    if (socket != null) {
      made.bind(socket);
    }
    return made;
  }

  @Override
  public ManagedHttpClientConnection createConnection(
      @Nullable SSLSocket tls, @Nullable Socket socket) throws IOException {
    Quiet made = new Quiet("fetch-" + count.incrementAndGet(), limits);
    if (tls != null && socket != null) {
      made.bind(tls, socket);
    }
    return made;
  }

  private static final class Quiet extends DefaultManagedHttpClientConnection {

    Quiet(String id, Http1Config limits) {
      super(id, null, null, limits, null, null, null, null);
    }

    @Override
    public void bind(Socket socket) throws IOException {
      super.bind(socket);
      super.bind(new SocketHolder(socket)); // In place of one that may log.
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
      super.bind(tls, socket);
      super.bind(new SocketHolder(tls, socket));
    }

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {
      // The one above logs it.
    }

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {
      // The one above logs it.
    }
  }
}
