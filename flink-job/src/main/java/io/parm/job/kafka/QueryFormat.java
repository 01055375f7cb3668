package io.parm.job.kafka;

import io.parm.job.config.JobConfig;
import io.parm.job.kafka.format.WireFormat;
import io.parm.model.ImageReader;
import io.parm.model.Service;
import io.parm.schemas.Query;
import io.parm.schemas.RecordType;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What a query of a service must look like.
 *
 * @param decoders open what reads its value
 * @param maxBytes largest value that is read at all
 * @param shape shape of the input, without batch axis
 * @param images how an encoded image becomes an input; {@code null} if the service takes none
 */
public record QueryFormat(WireFormat.DecoderSource<Query> decoders, int maxBytes, int[] shape, ImageReader images)
        implements Serializable {

    /** @throws io.parm.model.UserError if a schema registry is needed and does not answer */
    public static QueryFormat of(Service service, JobConfig.Kafka kafka, int maxBytes) {
        return of(service, WireFormat.of(kafka).decoder(RecordType.QUERY, kafka.queryTopics()), maxBytes);
    }

    public static QueryFormat of(Service service, WireFormat.DecoderSource<Query> decoders, int maxBytes) {
        boolean takesImages = service.manifest().preprocess() != null;
        return new QueryFormat(decoders, maxBytes, service.inputShape(), takesImages ? new ImageReader(service) : null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueryFormat that && maxBytes == that.maxBytes && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return "float32 " + Arrays.toString(shape) + " in at most " + maxBytes + " bytes";
    }
}
