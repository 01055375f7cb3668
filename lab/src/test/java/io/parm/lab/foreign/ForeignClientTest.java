package io.parm.lab.foreign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ForeignClientTest {

    @Test
    void theForeignClientUsesNoClassOfOurs() {
        JavaClasses client = new ClassFileImporter().importClasses(ForeignClient.class, ForeignClient.Seen.class);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.apache.avro..", "org.apache.kafka..", "io.parm.lab.foreign")
                .check(client);
    }
}
