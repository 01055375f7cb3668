package io.parm.training.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the few opcodes of Python's pickle protocol 2 that a TorchScript module needs. Mutable, one thread. */
final class Pickle {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Pickle() {
        bytes.write(0x80);
        bytes.write(2);
    }

    Pickle mark() {
        return opcode('(');
    }

    Pickle emptyTuple() {
        return opcode(')');
    }

    Pickle emptyDictionary() {
        return opcode('}');
    }

    /** Everything since the last mark, as a tuple. */
    Pickle tuple() {
        return opcode('t');
    }

    /** Everything since the last mark, as keys and values of the dictionary below it. */
    Pickle setItems() {
        return opcode('u');
    }

    /** An instance of the class below the arguments' tuple. */
    Pickle newObject() {
        return opcode((char) 0x81);
    }

    /** The function below the arguments' tuple, called. */
    Pickle reduce() {
        return opcode('R');
    }

    /** The object below the dictionary, with that state. */
    Pickle build() {
        return opcode('b');
    }

    /** What the tuple stands for: a storage. */
    Pickle persistentId() {
        return opcode('Q');
    }

    Pickle global(String module, String name) {
        opcode('c');
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Pickle text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        opcode('X').littleEndian(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    Pickle flag(boolean flag) {
        return opcode((char) (flag ? 0x88 : 0x89));
    }

    Pickle integer(int value) {
        return opcode('J').littleEndian(value);
    }

    /** A tuple of integers. */
    Pickle integers(int... values) {
        mark();
        for (int value : values) {
            integer(value);
        }
        return tuple();
    }

    byte[] finish() {
        opcode('.');
        return bytes.toByteArray();
    }

    private Pickle opcode(char code) {
        bytes.write(code);
        return this;
    }

    private Pickle littleEndian(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes.write(value >>> shift);
        }
        return this;
    }
}
