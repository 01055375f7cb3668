/** Kafka and Avro: sources, sinks, and how records become queries, predictions, corrections and dead letters. */
package io.parm.job.kafka;
