package io.parm.job.kafka;

import io.parm.model.ImageReader;
import io.parm.model.Service;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What a query of a service must look like.
 *
 * @param maxBytes largest value that is read at all
 * @param shape shape of the input, without batch axis
 * @param images how an encoded image becomes an input; {@code null} if the service takes none
 */
public record QueryFormat(int maxBytes, int[] shape, ImageReader images) implements Serializable {

    public static QueryFormat of(Service service, int maxBytes) {
        boolean takesImages = service.manifest().preprocess() != null;
        return new QueryFormat(maxBytes, service.inputShape(), takesImages ? new ImageReader(service) : null);
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
