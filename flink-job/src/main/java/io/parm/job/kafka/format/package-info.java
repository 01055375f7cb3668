/** How values are encoded: Avro single-object encoding, or the Confluent wire format with a schema registry. */
package io.parm.job.kafka.format;
