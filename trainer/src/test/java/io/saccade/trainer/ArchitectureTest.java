package io.saccade.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.saccade.trainer",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.saccade.trainer.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule graphsKnowNoOtherPartOfTheTrainer =
      noClasses()
          .that()
          .resideInAPackage("io.saccade.trainer.graph")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "org.jspecify..",
              "com.google.protobuf..",
              "io.saccade.model..",
              "io.saccade.trainer.graph");

  @ArchTest
  static final ArchRule onePackageAloneKnowsOnnxRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.saccade.trainer.onnx")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");
}
