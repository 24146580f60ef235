package io.saccade.cli.rights;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keys of a broker and of its clients, made by the JDK's own tool: those of `broker`, `saccade` and
 * `expired` are vouched for by one authority, that of `stranger` by nobody.
 *
 * @param folder where the stores are, named for whose they are
 * @param password of all of them
 */
public record BrokerKeys(Path folder, String password) {

  private static final String AUTHORITY = "authority";

  /** Makes them. */
  public static BrokerKeys make(Path folder, String password) throws Exception {
    BrokerKeys keys = new BrokerKeys(Files.createDirectories(folder), password);
    keys.generateServing();
    keys.generate("saccade", "-signer", AUTHORITY);
    keys.generate("expired", "-signer", AUTHORITY, "-startdate", "-10d", "-validity", "5");
    keys.generate("stranger");
    for (String name : List.of("broker", "saccade", "expired", "stranger")) {
      keys.split(name);
    }
    return keys;
  }

  /** Makes that of the broker alone, and who vouches for it. */
  public static BrokerKeys makeServing(Path folder, String password) throws Exception {
    BrokerKeys keys = new BrokerKeys(Files.createDirectories(folder), password);
    keys.generateServing();
    keys.split("broker");
    return keys;
  }

  /** The store with the key of that name alone. */
  public Path key(String name) {
    return folder.resolve(name + ".p12");
  }

  /** The store with the authority's certificate alone. */
  public Path trusted() {
    return folder.resolve("trusted.p12");
  }

  /** A copy of the store with the key of that name, with a password of its own. */
  public Path key(String name, String otherPassword) throws Exception {
    PasswordProtection mine = new PasswordProtection(password.toCharArray());
    KeyStore copy = empty();
    copy.setEntry(
        name,
        KeyStore.getInstance(key(name).toFile(), password.toCharArray()).getEntry(name, mine),
        new PasswordProtection(otherPassword.toCharArray()));
    Path file = folder.resolve(name + "-copy.p12");
    store(copy, file, otherPassword);
    return file;
  }

  /** A copy of the store with the authority's certificate, with a password of its own. */
  public Path trusted(String otherPassword) throws Exception {
    KeyStore copy = empty();
    copy.setCertificateEntry(
        AUTHORITY,
        KeyStore.getInstance(trusted().toFile(), password.toCharArray()).getCertificate(AUTHORITY));
    Path file = folder.resolve("trusted-copy.p12");
    store(copy, file, otherPassword);
    return file;
  }

  /** What trusts the authority alone. */
  public SSLContext trusting() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(trusted().toFile(), password.toCharArray()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** What serves with the broker's key, at this machine's own addresses. */
  public SSLContext serving() throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    char[] secret = password.toCharArray();
    own.init(KeyStore.getInstance(key("broker").toFile(), secret), secret);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    return context;
  }

  private Path all() {
    return folder.resolve("all.p12");
  }

  private void generateServing() throws Exception {
    generate(AUTHORITY, "-ext", "bc:critical=ca:true", "-validity", "3650");
    generate("broker", "-signer", AUTHORITY, "-ext", "san=dns:localhost,ip:127.0.0.1");
  }

  private void generate(String alias, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-genkeypair", "-keyalg", "EC"));
    command.addAll(List.of("-alias", alias, "-dname", "CN=" + alias, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", all().toString(), "-storepass", password));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  private void split(String name) throws Exception {
    PasswordProtection secret = new PasswordProtection(password.toCharArray());
    KeyStore all = KeyStore.getInstance(all().toFile(), password.toCharArray());
    KeyStore own = empty();
    own.setEntry(name, all.getEntry(name, secret), secret);
    store(own, key(name), password);
    KeyStore trusted = empty();
    trusted.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
    store(trusted, trusted(), password);
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void store(KeyStore store, Path file, String password) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
  }
}
