/** The operators of the topology, one per file, named by what they do to the stream. */
package io.parm.job.operator;
