package io.saccade.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.saccade.model", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModelArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_DO_NOT_RUN_IN_CIRCLES =
      slices().matching("io.saccade.model.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_HERE_RUNS_A_MODEL =
      noClasses().should().dependOnClassesThat().resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule GRAPHS_ARE_READ_WITHOUT_KNOWING_OF_BUNDLES =
      noClasses()
          .that()
          .resideInAPackage("..onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..bundle..", "..shapes..");

  @ArchTest
  static final ArchRule ONLY_THE_GRAPH_PACKAGE_SEES_THE_FILE_FORMAT =
      noClasses()
          .that()
          .resideOutsideOfPackage("..onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..onnx.proto..");
}
