package io.saccade.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to whichever endpoint answers: all endpoints in turn, beginning with the one
 * that answered last, then a pause that doubles, then all again. Thread-safe.
 */
final class RegistryConnection {

  private static final int LARGEST_BODY = 16 << 20;
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistrySettings settings;
  private final Pause pause;
  private final HttpClient client;
  private final AtomicInteger preferred = new AtomicInteger();

  RegistryConnection(RegistrySettings settings, Pause pause) {
    this.settings = settings;
    this.pause = pause;
    // A redirect could carry the credentials to another host; and HTTP/2 is not worth the upgrade
    // headers that some proxies choke on.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout());
    if (settings.tls() != null) {
      builder.sslContext(settings.tls().context());
    }
    this.client = builder.build();
  }

  /**
   * Sends one request.
   *
   * @param path below the endpoint's base, encoded, with a leading slash
   * @param body to post, or null to get
   * @return what the first endpoint that is well says: success, or 404, 409, 422 and the like
   */
  RegistryReply send(String path, @Nullable JsonNode body)
      throws RegistryUnavailableException, RegistryConfigurationException {
    Duration wait = settings.firstWait();
    IOException last = new IOException("not tried");
    for (int round = 0; round <= settings.retries(); round++) {
      if (round > 0) {
        pauseBeforeRetry(wait, last);
        wait = shorter(wait.multipliedBy(2), settings.longestWait());
      }
      int first = preferred.get();
      int count = settings.endpoints().size();
      for (int i = 0; i < count; i++) {
        int index = (first + i) % count;
        try {
          RegistryReply reply = ask(settings.endpoints().get(index), path, body);
          preferred.set(index);
          return reply;
        } catch (InterruptedIOException e) {
          Thread.currentThread().interrupt();
          throw new RegistryUnavailableException("interrupted while asking the registry", e);
        } catch (IOException e) {
          last = e;
        }
      }
    }
    throw new RegistryUnavailableException(
        "no registry answered, tried %d times: %s"
            .formatted(settings.retries() + 1, last.getMessage()),
        last);
  }

  private void pauseBeforeRetry(Duration wait, IOException last)
      throws RegistryUnavailableException {
    try {
      if (pause.await(shorter(wait, settings.longestWait()))) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RegistryUnavailableException("stopped while waiting for the registry", last);
  }

  /** One request to one endpoint. An IOException means: try another. */
  private RegistryReply ask(RegistryEndpoint endpoint, String path, @Nullable JsonNode body)
      throws IOException, RegistryConfigurationException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.base() + path))
            .header("Accept", MEDIA_TYPE + ", application/json");
    if (endpoint.authorization() != null) {
      request.header("Authorization", endpoint.authorization());
    }
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE);
      request.POST(BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<byte[]> response = exchange(request.build(), endpoint);
    int status = response.statusCode();
    if (status / 100 == 5 || status == 429 || status == 408) {
      throw new IOException("%s answered %d".formatted(endpoint.base(), status));
    }
    refuseAccessErrors(endpoint, response);
    return new RegistryReply(endpoint, status, json(endpoint, response));
  }

  /**
   * The client's own time-outs end with the headers, so a body that never ends would hold the
   * caller for ever: the deadline is kept here, over the whole exchange.
   */
  private HttpResponse<byte[]> exchange(HttpRequest request, RegistryEndpoint endpoint)
      throws IOException {
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, head -> new BoundedBody(LARGEST_BODY));
    long nanos = settings.connectTimeout().plus(settings.readTimeout()).toNanos();
    try {
      return response.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(endpoint.base() + " did not answer in time");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(endpoint.base() + ": " + cause, cause);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted");
    } finally {
      response.cancel(true);
    }
  }

  private static void refuseAccessErrors(RegistryEndpoint endpoint, HttpResponse<?> response)
      throws RegistryConfigurationException {
    int status = response.statusCode();
    String sent = endpoint.authorization() == null ? "no credentials" : "the credentials";
    if (status == 401 || status == 407) {
      throw new RegistryConfigurationException(
          ("the registry %s does not accept %s (status %d): check basic.auth.user.info or"
                  + " bearer.auth.token, and their credentials.source")
              .formatted(endpoint.base(), sent, status));
    }
    if (status == 403) {
      throw new RegistryConfigurationException(
          ("the registry %s forbids this request with %s (status 403): give the user of"
                  + " basic.auth.user.info or bearer.auth.token the right to it")
              .formatted(endpoint.base(), sent));
    }
    if (status / 100 == 3) {
      throw new RegistryConfigurationException(
          "%s redirects elsewhere (status %d): set schema.registry.url to the final address"
              .formatted(endpoint.base(), status));
    }
  }

  private static JsonNode json(RegistryEndpoint endpoint, HttpResponse<byte[]> response)
      throws IOException, RegistryConfigurationException {
    boolean success = response.statusCode() / 100 == 2;
    try {
      JsonNode body = JSON.readTree(response.body());
      if (success ? body.isContainerNode() : body.has("error_code")) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // Not JSON at all is the same mistake as JSON of another kind; its text is not ours to print.
    }
    throw new RegistryConfigurationException(
        "%s answers %d, but not as a schema registry: check schema.registry.url and its path"
            .formatted(endpoint.base(), response.statusCode()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
