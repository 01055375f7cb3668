package io.parm.training.data;

import io.parm.model.UserError;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A file of unsigned bytes in the IDX format of MNIST, plain or gzip.
 *
 * @param shape the axes, the first one counts the items
 * @param bytes all items, row-major; owned by this record, nobody writes to it
 */
record IdxFile(int[] shape, byte[] bytes) {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;

    /**
     * Reads a whole file.
     *
     * @param axes how many axes the file must have: 1 for labels, 3 for images
     * @throws UserError if the file is not such a file, or is cut short; the message names it
     */
    static IdxFile read(Path file, int axes) {
        try (DataInputStream in = open(file)) {
            int magic = in.readInt();
            int expected = UNSIGNED_BYTES << Byte.SIZE | axes;
            if (magic != expected) {
                throw new UserError(
                        "%s is not an IDX file of bytes with %d axes: its magic number is 0x%08x, not 0x%08x"
                                .formatted(file, axes, magic, expected));
            }
            int[] shape = new int[axes];
            for (int axis = 0; axis < axes; axis++) {
                shape[axis] = in.readInt();
            }
            return new IdxFile(shape, content(file, in, shape));
        } catch (EOFException e) {
            throw new UserError(file + " is cut short: it ends within its header", e);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] content(Path file, InputStream in, int[] shape) throws IOException {
        long announced = 1;
        for (int dimension : shape) {
            announced *= dimension;
            if (dimension < 1 || announced > Integer.MAX_VALUE) {
                throw new UserError(file + " announces the impossible shape " + Arrays.toString(shape));
            }
        }
        byte[] bytes;
        try {
            bytes = in.readNBytes((int) announced);
        } catch (EOFException e) {
            throw new UserError(file + " is cut short: its compressed content ends early", e);
        }
        if (bytes.length < announced) {
            throw new UserError("%s is cut short: its header announces %d bytes but %d follow"
                    .formatted(file, announced, bytes.length));
        }
        return bytes;
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzip = in.read() == GZIP_FIRST_BYTE && in.read() == GZIP_SECOND_BYTE;
        in.reset();
        return new DataInputStream(gzip ? new BufferedInputStream(new GZIPInputStream(in)) : in);
    }

    int count() {
        return shape[0];
    }

    /** A copy of one item. */
    byte[] item(int index) {
        int size = bytes.length / count();
        return Arrays.copyOfRange(bytes, index * size, (index + 1) * size);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdxFile that && Arrays.equals(shape, that.shape) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "IDX " + Arrays.toString(shape);
    }
}
