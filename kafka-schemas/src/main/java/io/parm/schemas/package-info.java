/** The wire contract: Avro records, their codec, topics, keys and headers. */
package io.parm.schemas;
