/** What the pipeline itself costs: the job with instances that do nothing, beside a plain Flink job and a bare Kafka echo. */
package io.parm.lab.pipeline;
