package io.saccade.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.saccade.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.saccade.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheSandboxKnowsTheBroker =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.saccade.cli.sandbox")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kafka..", "scala..", "org.apache.kafka.server..");

  @ArchTest
  static final ArchRule nothingButTheRootKnowsTheDemo =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.saccade.cli.demo", "io.saccade.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.saccade.cli.demo");

  @ArchTest
  static final ArchRule theRegistryStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.saccade.cli.registry")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.saccade.processor..", "io.saccade.cli.kafka", "picocli..");

  @ArchTest
  static final ArchRule commandsAreNamedSo =
      classes()
          .that()
          .areAnnotatedWith(picocli.CommandLine.Command.class)
          .should()
          .haveSimpleNameEndingWith("Command")
          .orShould()
          .haveSimpleName("ShowHelp");
}
