package io.saccade.trainer.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A page as one file. */
public final class Page {

  /**
   * What the browser may load and run: nothing but the pictures and styles in the page itself. If
   * any text ever became markup, it still could not act.
   */
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'";

  private Page() {}

  /**
   * Writes a page, whole or not at all; a page that is there is replaced.
   *
   * @param body what it shows; every element must be closed
   */
  public static void write(String title, Html body, Path file) throws IOException {
    Path place = file.toAbsolutePath().normalize();
    Path folder = place.resolveSibling("");
    Files.createDirectories(folder);
    Path fresh = folder.resolve("." + place.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      Files.writeString(fresh, "<!DOCTYPE html>\n" + whole(title, body).markup() + "\n");
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Html whole(String title, Html body) throws IOException {
    Html page = new Html().open("html", "lang", "en").open("head");
    page.single("meta", "charset", "utf-8");
    page.single("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.single("meta", "name", "color-scheme", "content", "light dark");
    page.single("link", "rel", "icon", "href", "data:,");
    page.leaf("title", title);
    return page.style(styles()).close().open("body").append(body).close().close();
  }

  private static String styles() throws IOException {
    try (InputStream styles = Page.class.getResourceAsStream("page.css")) {
      if (styles == null) {
        throw new IllegalStateException("page.css is missing from the jar");
      }
      return new String(styles.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
