package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/**
 * Who vouches for a bundle: an Ed25519 signature over the very bytes of its manifest, which name
 * every other file by its hash. It lies beside the manifest and is no part of the bundle's
 * identity.
 */
public final class BundleSignature {

  /** The file beside the manifest: 64 bytes in base64, on one line. */
  public static final String FILE = "manifest.json.sig";

  private BundleSignature() {}

  /** The same bundle, of the same identity, signed with the key in place of whoever signed it. */
  public static Bundle sign(Bundle bundle, PrivateKey key) {
    throw new UnsupportedOperationException("not yet built");
  }

  /**
   * Checks that one of the keys has signed the bundle.
   *
   * @throws BundleRefusedException {@code BUNDLE_SIGNATURE} where it is not signed, or by another
   *     key, or over another manifest
   */
  public static void require(Bundle bundle, List<PublicKey> keys) throws BundleRefusedException {
    throw new UnsupportedOperationException("not yet built");
  }
}
