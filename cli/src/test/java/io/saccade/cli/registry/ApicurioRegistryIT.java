package io.saccade.cli.registry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract that our registry keeps, kept by a real one: so it is not our own invention. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApicurioRegistryIT implements RegistryContract {

  private @Nullable ApicurioRegistry apicurio;

  @BeforeAll
  void start() throws Exception {
    assumeTrue(ApicurioRegistry.isUnpacked(), "Apicurio Registry is not unpacked: run mvn verify");
    apicurio = ApicurioRegistry.start();
  }

  @AfterAll
  void stop() {
    if (apicurio != null) {
      apicurio.close();
    }
  }

  @Override
  public URI registry() {
    if (apicurio == null) {
      throw new IllegalStateException("not started");
    }
    return apicurio.url();
  }
}
