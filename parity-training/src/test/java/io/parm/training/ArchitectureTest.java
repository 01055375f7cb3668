package io.parm.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.parm", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheEnginePackageOfTrainingKnowsDjl = noClasses()
            .that()
            .resideInAPackage("io.parm.training..")
            .and()
            .resideOutsideOfPackage("io.parm.training.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule trainingKnowsNeitherTheJobNorTheLabNorStreams = noClasses()
            .that()
            .resideInAPackage("io.parm.training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.parm.job..",
                    "io.parm.operator..",
                    "io.parm.lab..",
                    "io.parm.schemas..",
                    "org.apache.flink..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule dataAndArchitecturesKnowNothingOfTrainingThem = noClasses()
            .that()
            .resideInAnyPackage("io.parm.training.data..", "io.parm.training.torchscript..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.parm.training", "io.parm.training.engine..", "io.parm.coding..");
}
