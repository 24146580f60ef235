package io.saccade.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Holds the arrows between the packages. */
@AnalyzeClasses(
    packages = "io.saccade.processor",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String ROOT = "io.saccade.processor";

  @ArchTest
  static final ArchRule batchKnowsTheJdkOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".batch")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "org.jspecify..", ROOT + ".batch");

  @ArchTest
  static final ArchRule servingKnowsTheJdkTheModelAndBatchOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".serving")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "org.jspecify..", "io.saccade.model..", ROOT + ".batch", ROOT + ".serving");

  @ArchTest
  static final ArchRule driftKnowsTheJdkAndTheModelOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".drift")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "org.jspecify..", "io.saccade.model..", ROOT + ".drift");

  @ArchTest
  static final ArchRule accuracyKnowsTheJdkOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".accuracy")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "org.jspecify..", ROOT + ".accuracy");

  @ArchTest
  static final ArchRule tuningKnowsServingBatchAndTheModelOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".tuning")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "org.jspecify..",
              "org.slf4j..",
              "com.fasterxml.jackson..",
              "io.saccade.model..",
              ROOT + ".batch",
              ROOT + ".serving",
              ROOT + ".tuning");

  @ArchTest
  static final ArchRule trialKnowsServingOnnxAndTheModelOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".trial")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "org.jspecify..",
              "org.slf4j..",
              "io.saccade.model..",
              ROOT + ".batch",
              ROOT + ".serving",
              ROOT + ".onnx",
              ROOT + ".trial");

  @ArchTest
  static final ArchRule onlySourceConnectsByApachesClient =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".source")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..");

  @ArchTest
  static final ArchRule onlyOnnxSeesOnnxRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".onnx")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule whoeverDoesTheWorkSeesNoMetrics =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".batch",
              ROOT + ".serving",
              ROOT + ".drift",
              ROOT + ".accuracy",
              ROOT + ".onnx",
              ROOT + ".tuning",
              ROOT + ".bundles",
              ROOT + ".settings",
              ROOT + ".lookahead",
              ROOT + ".topology",
              ROOT + ".release",
              ROOT + ".labels",
              ROOT + ".http")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.opentelemetry..", "io.prometheus..");

  @ArchTest
  static final ArchRule onlyTopologyLookaheadAndTheRootSeeKafka =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".batch",
              ROOT + ".serving",
              ROOT + ".onnx",
              ROOT + ".tuning",
              ROOT + ".source",
              ROOT + ".bundles",
              ROOT + ".settings")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule bundlesKnowTheModelAndAmazonsClientOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".bundles")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "org.jspecify..",
              "org.slf4j..",
              "software.amazon.awssdk..",
              "io.saccade.model..",
              ROOT + ".bundles");

  @ArchTest
  static final ArchRule onlyBundlesSeeAmazonsClient =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".bundles")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule whoServesImagesKnowsNoDashboard =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT, ROOT + ".dashboard", ROOT + ".settings")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".dashboard");

  @ArchTest
  static final ArchRule nothingKnowsTheRoot =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();
}
