package io.parm.job;

import io.parm.job.stream.Envelope;
import io.parm.job.stream.Header;
import io.parm.job.stream.RawRecord;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Queries of shape {@code [1, 2, 2]} as tests need them. */
public final class Queries {

    public static final int[] SHAPE = {1, 2, 2};

    private Queries() {}

    public static RawRecord raw(String id, float first, Header... headers) {
        return raw(value(id, first), headers);
    }

    public static RawRecord raw(byte[] value, Header... headers) {
        return new RawRecord("queries", 3, 42, 1_000, utf8("key"), value, List.of(headers));
    }

    public static byte[] value(String id, float first) {
        return value(new Query(id, Tensors.ofFloats(new float[] {first, 0, 0, 0}, SHAPE), null));
    }

    public static byte[] value(Query query) {
        return SingleObjectCodec.ofQueries().encode(query);
    }

    public static Envelope envelope(String id, long arrivalMs) {
        return new Envelope(id, utf8("key"), List.of(), arrivalMs, arrivalMs + 10, arrivalMs + 20);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
