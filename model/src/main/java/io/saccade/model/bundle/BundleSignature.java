package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who vouches for a bundle: an Ed25519 signature (RFC 8032) over the very bytes of its manifest,
 * which name every other file by its hash. It lies beside the manifest and is no part of the
 * bundle's identity.
 */
public final class BundleSignature {

  /** The file beside the manifest: 64 bytes in base64, on one line. */
  public static final String FILE = "manifest.json.sig";

  static final String ALGORITHM = "Ed25519";

  private static final int BYTES = 64;

  private BundleSignature() {}

  /**
   * The same bundle, of the same identity, signed with the key in place of whoever signed it.
   *
   * @throws IllegalArgumentException if the key is none of Ed25519
   */
  public static Bundle sign(Bundle bundle, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(manifest(bundle));
      String line = Base64.getEncoder().encodeToString(signature.sign()) + "\n";
      return bundle.withSignature(line.getBytes(StandardCharsets.US_ASCII));
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("the key must be one of " + ALGORITHM, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on signs with " + ALGORITHM, e);
    }
  }

  /**
   * Checks that one of the keys has signed the bundle.
   *
   * @param keys at least one
   * @throws BundleRefusedException {@code BUNDLE_SIGNATURE} where it is not signed, or by another
   *     key, or over another manifest
   */
  public static void require(Bundle bundle, List<PublicKey> keys) throws BundleRefusedException {
    Optional<byte[]> file = bundle.signature();
    if (file.isEmpty()) {
      throw refused("has no " + FILE + ", but must be signed; sign it with `saccade model sign`");
    }
    byte[] signature = decoded(file.get());
    for (PublicKey key : keys) {
      if (isBy(key, bundle, signature)) {
        return;
      }
    }
    throw refused(
        "is signed by none of the keys "
            + keys.stream().map(KeyFiles::fingerprint).toList()
            + ", or its manifest was changed after it was signed");
  }

  private static boolean isBy(PublicKey key, Bundle bundle, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(manifest(bundle));
      return signature.verify(bytes);
    } catch (SignatureException e) {
      return false; // Bytes that are no signature of anything.
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("the keys must be of " + ALGORITHM, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK from 15 on verifies " + ALGORITHM, e);
    }
  }

  private static byte[] decoded(byte[] file) throws BundleRefusedException {
    String text = new String(file, StandardCharsets.ISO_8859_1).strip();
    try {
      byte[] signature = Base64.getDecoder().decode(text);
      if (signature.length == BYTES) {
        return signature;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other length is.
    }
    throw refused("has a " + FILE + " that is not " + BYTES + " bytes in base64; sign it anew");
  }

  private static byte[] manifest(Bundle bundle) {
    return BundleFiles.bytes(bundle.files(), BundleFiles.MANIFEST);
  }

  private static BundleRefusedException refused(String why) {
    return new BundleRefusedException(RefusalCode.BUNDLE_SIGNATURE, "The bundle " + why + ".");
  }
}
