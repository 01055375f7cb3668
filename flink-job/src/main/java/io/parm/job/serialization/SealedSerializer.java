package io.parm.job.serialization;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/**
 * A sealed interface of immutable records: one byte for which record it is, in the order of the interface's {@code permits}, then the
 * record as Flink writes it. A copy is the record itself. Thread-safety is that of Flink's serializers: none.
 */
final class SealedSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> sealed;
    private final Class<?>[] permitted;
    private final TypeSerializer<T>[] serializers;

    /** @param serializers one for each permitted record, in order */
    @SuppressWarnings("unchecked") // each is given records of its own class only
    SealedSerializer(Class<T> sealed, TypeSerializer<?>[] serializers) {
        this.sealed = sealed;
        this.permitted = sealed.getPermittedSubclasses();
        this.serializers = (TypeSerializer<T>[]) serializers;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        TypeSerializer<?>[] own =
                Arrays.stream(serializers).map(TypeSerializer::duplicate).toArray(TypeSerializer<?>[]::new);
        return new SealedSerializer<>(sealed, own);
    }

    @Override
    public T createInstance() {
        return serializers[0].createInstance();
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T element, DataOutputView target) throws IOException {
        int which = which(element);
        target.writeByte(which);
        serializers[which].serialize(element, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return serializers[source.readByte()].deserialize(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        byte which = source.readByte();
        target.writeByte(which);
        serializers[which].copy(source, target);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedSerializer<?> that
                && sealed.equals(that.sealed)
                && Arrays.equals(serializers, that.serializers);
    }

    @Override
    public int hashCode() {
        return sealed.hashCode();
    }

    private int which(T element) {
        int which = 0;
        while (permitted[which] != element.getClass()) {
            which++;
        }
        return which;
    }

    /** The interface's name and the snapshots of the records' serializers, in order. */
    public static final class Snapshot<T> extends CompositeTypeSerializerSnapshot<T, SealedSerializer<T>> {

        private Class<T> sealed;

        /** For Flink, which reads it. */
        public Snapshot() {}

        Snapshot(SealedSerializer<T> serializer) {
            super(serializer);
            this.sealed = serializer.sealed;
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected void writeOuterSnapshot(DataOutputView target) throws IOException {
            target.writeUTF(sealed.getName());
        }

        @Override
        protected void readOuterSnapshot(int version, DataInputView source, ClassLoader loader) throws IOException {
            sealed = InstantiationUtil.resolveClassByName(source, loader);
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(SealedSerializer<T> serializer) {
            return serializer.serializers;
        }

        @Override
        protected SealedSerializer<T> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new SealedSerializer<>(sealed, nested);
        }
    }
}
