package io.saccade.trainer.tensor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.saccade.trainer",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class SeamTest {

  @ArchTest
  static final ArchRule theInterpreterKnowsNoLibrary =
      noClasses()
          .that()
          .resideInAPackage("io.saccade.trainer.interpret")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule theSeamKnowsNoGraph =
      noClasses()
          .that()
          .resideInAPackage("io.saccade.trainer.tensor")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "org.jspecify..", "org.bytedeco..", "io.saccade.trainer.tensor");
}
