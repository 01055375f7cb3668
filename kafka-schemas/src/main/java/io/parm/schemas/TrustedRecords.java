package io.parm.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro makes objects only of classes it was told to trust (from 1.12.2 on; its users may also name them in the system property
 * {@code org.apache.avro.SERIALIZABLE_PACKAGES}). Adds this package's records to those that are trusted already.
 */
final class TrustedRecords {

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getPackage() == TrustedRecords.class.getPackage()));
    }

    private TrustedRecords() {}

    /** Returns when this package's records are trusted; the first call makes them so. */
    static void ensure() {
        // The static initializer has run.
    }
}
