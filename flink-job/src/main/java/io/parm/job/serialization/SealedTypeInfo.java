package io.parm.job.serialization;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A sealed interface of immutable records, for which Flink knows nothing better than Kryo; {@code @TypeInfo(SealedTypeInfo.Factory.class)}
 * makes one of it. The records are serialized as Flink does.
 */
public final class SealedTypeInfo<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> sealed;

    private SealedTypeInfo(Class<T> sealed) {
        this.sealed = sealed;
    }

    /** What the annotation names. */
    public static final class Factory<T> extends TypeInfoFactory<T> {
        @Override
        @SuppressWarnings("unchecked") // the annotation is on the type that is asked for
        public TypeInformation<T> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return new SealedTypeInfo<>((Class<T>) type);
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
    public Class<T> getTypeClass() {
        return sealed;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        Class<?>[] permitted = sealed.getPermittedSubclasses();
        TypeSerializer<?>[] serializers = new TypeSerializer<?>[permitted.length];
        for (int i = 0; i < permitted.length; i++) {
            serializers[i] = TypeInformation.of(permitted[i]).createSerializer(config);
        }
        return new SealedSerializer<>(sealed, serializers);
    }

    @Override
    public String toString() {
        return "Sealed<" + sealed.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedTypeInfo<?> that && sealed.equals(that.sealed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(SealedTypeInfo.class, sealed);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SealedTypeInfo;
    }
}
