package io.parm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.parm", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule CODING_IS_PURE_JAVA_AND_A_LINEAR_SOLVER = classes()
            .that()
            .resideInAPackage("io.parm.coding..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.parm.coding..", "java.lang..", "java.util..", "java.io", "org.ejml.simple..");

    @ArchTest
    static final ArchRule CODING_KNOWS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("io.parm.coding..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule DJL_STAYS_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackages("io.parm.inference..", "io.parm.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule DJL_STAYS_OUT_OF_WHAT_SPEAKS_TO_THE_NETWORK = noClasses()
            .that()
            .resideInAnyPackage("io.parm.inference.protocol..", "io.parm.inference.remote..", "io.parm.serving..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule GRPC_STAYS_IN_PROTOCOL_CLIENT_AND_SERVER = noClasses()
            .that()
            .resideOutsideOfPackages("io.parm.inference.protocol..", "io.parm.inference.remote..", "io.parm.serving..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule CLIENT_AND_SERVER_SHARE_ONLY_THE_PROTOCOL = noClasses()
            .that()
            .resideInAPackage("io.parm.inference..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parm.serving..");

    @ArchTest
    static final ArchRule FUNCTIONS_KNOW_NO_STREAM_RUNTIME = noClasses()
            .that()
            .resideInAnyPackage("io.parm.coding..", "io.parm.model..", "io.parm.inference..", "io.parm.serving..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "io.parm.job..");
}
