/** How stream types are serialized where Flink's own way costs too much; the bytes stay Flink's. */
package io.parm.job.serialization;
