package io.parm.job;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.slf4j.Logger;

@AnalyzeClasses(packages = "io.parm", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_JOB_KNOWS_NEITHER_TRAINING_NOR_THE_LAB = noClasses()
            .that()
            .resideInAPackage("io.parm.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.parm.training..", "io.parm.lab..");

    @ArchTest
    static final ArchRule KAFKA_AND_AVRO_STAY_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideInAPackage("io.parm.job..")
            .and()
            .resideOutsideOfPackage("io.parm.job.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..", "org.apache.avro..");

    @ArchTest
    static final ArchRule THE_JOB_DOES_NOT_KNOW_DJL = noClasses()
            .that()
            .resideInAPackage("io.parm.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule STREAM_TYPES_KNOW_NO_OPERATOR = noClasses()
            .that()
            .resideInAPackage("io.parm.job.stream..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.parm.job.operator..", "io.parm.job.kafka..", "org.apache.flink..")
                            .and(not(type(TypeInfo.class))));

    @ArchTest
    static final ArchRule WHAT_KNOWS_QUERIES_LOGS_AT_DEBUG_ONLY = noClasses()
            .that(dependOnStreamTypes())
            .should()
            .callMethodWhere(loggerMethodNamed("error|warn|info|trace"));

    private static DescribedPredicate<JavaClass> dependOnStreamTypes() {
        return describe(
                "depend on stream types",
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().equals("io.parm.job.stream")));
    }

    private static DescribedPredicate<JavaCall<?>> loggerMethodNamed(String names) {
        return describe(
                "a logger's " + names,
                call -> call.getTargetOwner().isAssignableTo(Logger.class)
                        && call.getName().matches(names));
    }
}
