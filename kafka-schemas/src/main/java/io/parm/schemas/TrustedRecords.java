package io.parm.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro makes objects only of classes it was told to trust (from 1.12.2 on; its users may also name them in the system property
 * {@code org.apache.avro.SERIALIZABLE_PACKAGES}). Adds this package's records to those that are trusted already.
 *
 * <p>Avro may outlive this class, in a Flink session cluster that has Avro in its {@code lib}: it is given names only, and once.
 */
final class TrustedRecords {

    static {
        ClassSecurityPredicate trusted = ClassSecurityValidator.getGlobal();
        if (!trusted.isTrusted(Correction.class)) {
            ClassSecurityPredicate records = ClassSecurityValidator.builder()
                    .add(Query.class)
                    .add(EncodedImage.class)
                    .add(Prediction.class)
                    .add(Correction.class)
                    .add(Tensor.class)
                    .add(DataType.class)
                    .add(AnswerSource.class)
                    .build();
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(trusted, records));
        }
    }

    private TrustedRecords() {}

    /** Returns when this package's records are trusted; the first call makes them so. */
    static void ensure() {
        // The static initializer has run.
    }
}
