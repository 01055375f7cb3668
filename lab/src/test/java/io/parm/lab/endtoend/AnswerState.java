package io.parm.lab.endtoend;

import io.parm.coding.GroupState;
import io.parm.job.stream.Envelope;
import io.parm.lab.cluster.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/** The coding groups that the answer operator keeps, as a checkpoint has them. */
final class AnswerState {

    private AnswerState() {}

    /**
     * The ids of the groups with any state in the newest checkpoint; empty if there is no checkpoint, or the job has just replaced
     * it by the next.
     *
     * @param checkpoints the job's checkpoint folder
     * @param scratch a folder for a copy, so that the job cannot delete what is being read
     */
    static Optional<List<String>> newest(Path checkpoints, Path scratch) throws Exception {
        Optional<Path> newest = Checkpoints.newest(checkpoints);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Path copy = Files.createTempDirectory(scratch, "checkpoint");
        return copied(newest.get(), copy) ? Optional.of(groups(copy)) : Optional.empty();
    }

    /** Whether all of it was copied: Flink deletes the metadata before the rest. */
    private static boolean copied(Path checkpoint, Path copy) {
        try (Stream<Path> files = Files.list(checkpoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            return false;
        }
        return Files.exists(checkpoint.resolve("_metadata"));
    }

    /** The ids of the groups with any state in a checkpoint that nobody deletes. */
    static List<String> groups(Path checkpoint) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        SavepointReader savepoint = SavepointReader.read(env, checkpoint.toUri().toString(), new HashMapStateBackend());
        List<String> groups = new ArrayList<>();
        try (CloseableIterator<String> ids = savepoint
                .readKeyedState(OperatorIdentifier.forUid("answer-group"), new GroupIds(), Types.STRING, Types.STRING)
                .executeAndCollect()) {
            ids.forEachRemaining(groups::add);
        }
        return groups;
    }

    /** Names the operator's states as the operator does; a key with any of them is put out. */
    private static final class GroupIds extends KeyedStateReaderFunction<String, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().getState(new ValueStateDescriptor<>("group", TypeInformation.of(GroupState.class)));
            getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>("envelopes", Types.INT, TypeInformation.of(Envelope.class)));
        }

        @Override
        public void readKey(String key, Context context, Collector<String> out) {
            out.collect(key);
        }
    }
}
