/** What flows between operators: immutable records that Flink serializes without Kryo. Nobody writes to their arrays. */
package io.parm.job.stream;
