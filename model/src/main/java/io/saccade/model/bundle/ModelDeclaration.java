package io.saccade.model.bundle;

import java.util.Optional;

/**
 * What a bundle declares of its model, before there are files to hash.
 *
 * @param name the model, as releases name it
 * @param version the version, distinct for every bundle of the model
 * @param family the models that may follow one another in one processor
 * @param features the output that describes the image, where the graph has one
 */
public record ModelDeclaration(
    String name,
    String version,
    String family,
    ModelInput input,
    ModelOutput output,
    Optional<FeatureOutput> features) {

  /** A model that is a family of its own and has no feature output. */
  public static ModelDeclaration of(
      String name, String version, ModelInput input, ModelOutput output) {
    return new ModelDeclaration(name, version, name, input, output, Optional.empty());
  }

  /** The same with another input. */
  ModelDeclaration withInput(ModelInput other) {
    return new ModelDeclaration(name, version, family, other, output, features);
  }

  /** The same as another version. */
  ModelDeclaration withVersion(String other) {
    return new ModelDeclaration(name, other, family, input, output, features);
  }
}
