package io.parm.job.serialization;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A float array that nobody writes to; {@code @TypeInfo(FloatsTypeInfo.Factory.class)} on a record's component makes it one. */
public final class FloatsTypeInfo extends TypeInformation<float[]> {

    private static final long serialVersionUID = 1L;

    /** What the annotation names. */
    public static final class Factory extends TypeInfoFactory<float[]> {
        @Override
        public TypeInformation<float[]> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return new FloatsTypeInfo();
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<float[]> getTypeClass() {
        return float[].class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<float[]> createSerializer(SerializerConfig config) {
        return new FloatsSerializer();
    }

    @Override
    public String toString() {
        return "Floats";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatsTypeInfo;
    }

    @Override
    public int hashCode() {
        return FloatsTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FloatsTypeInfo;
    }
}
