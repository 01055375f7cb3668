package io.parm.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.parm.lab.load.Answer;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.Latencies;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.load.SentLoad;

@AnalyzeClasses(packages = "io.parm.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class LabArchitectureTest {

    @ArchTest
    static final ArchRule schedulesAndReportsKnowNoKafka = noClasses()
            .that()
            .belongToAnyOf(
                    PoissonSchedule.class, RunReport.class, Latencies.class, SentLoad.class, Answer.class, Inputs.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule theBrokersClassesStayInTheClusterPackage = classes()
            .that()
            .resideInAPackage("io.parm.lab..")
            .and()
            .resideOutsideOfPackage("io.parm.lab.cluster..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("kafka..", "scala..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");

    @ArchTest
    static final ArchRule reportsAndStragglersKnowNoKafka = noClasses()
            .that()
            .resideInAnyPackage("io.parm.lab.report..", "io.parm.lab.straggler..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..");
}
