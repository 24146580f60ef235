package io.saccade.processor.dashboard;

import com.sun.net.httpserver.HttpExchange;
import io.saccade.processor.http.Access;
import io.saccade.processor.http.Endpoint;
import io.saccade.processor.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The page and its files, all from the class path: it works without any network but this one. What
 * a browser has it asks for again, and is told that nothing has changed.
 */
final class PageEndpoint implements Endpoint {

  /** Our own files; nothing else of the class path can be asked for. */
  static final List<String> FILES =
      List.of(
          "chart.js",
          "dom.js",
          "drift.css",
          "favicon.svg",
          "format.js",
          "keys.js",
          "live.js",
          "main.js",
          "page.css",
          "panels.css",
          "panels/accuracy.js",
          "panels/drift-story.js",
          "panels/drift.js",
          "panels/failures.js",
          "panels/images.js",
          "panels/releases.js",
          "panels/tiles.js",
          "panels/traffic.js",
          "panels/versions.js",
          "store.js",
          "theme.js",
          "tokens.css");

  private static final String CHARTS = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  /** Scripts, styles and data from here alone, and nothing within the page's text. */
  private static final Map<String, String> RULES =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
              + " form-action 'none'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-cache");

  private final Map<String, Asset> assets = new HashMap<>();

  PageEndpoint() {
    assets.put("/", Asset.read("index.html", "web/index.html"));
    FILES.forEach(name -> assets.put("/assets/" + name, Asset.read(name, "web/" + name)));
    String charts = "/META-INF/resources/webjars/uplot/" + version() + "/dist/";
    assets.put("/assets/vendor/uplot.js", Asset.read("uplot.js", charts + "uPlot.esm.js"));
    assets.put("/assets/vendor/uplot.css", Asset.read("uplot.css", charts + "uPlot.min.css"));
  }

  @Override
  public String path() {
    return "/";
  }

  @Override
  public Access access() {
    return Access.READ;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    Asset asset = assets.get(exchange.getRequestURI().getPath());
    String method = exchange.getRequestMethod();
    if (asset == null) {
      Reply.error(404, "NOT_FOUND", "there is nothing here").send(exchange);
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      Reply.error(405, "METHOD_NOT_ALLOWED", "only GET here").send(exchange);
    } else {
      Map<String, String> headers = new HashMap<>(RULES);
      headers.put("ETag", asset.tag());
      boolean known = asset.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
      Reply.of(known ? 304 : 200, asset.type(), known ? new byte[0] : asset.bytes())
          .with(headers)
          .send(exchange);
    }
  }

  /** The version of the library of charts, which its path has in it. */
  private static String version() {
    try (InputStream in = PageEndpoint.class.getResourceAsStream(CHARTS)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + CHARTS);
      }
      Properties pom = new Properties();
      pom.load(in);
      return pom.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("the class path cannot be read at " + CHARTS, e);
    }
  }
}
