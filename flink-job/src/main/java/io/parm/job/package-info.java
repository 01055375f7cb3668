/** The Flink job: {@link io.parm.job.ParmJob} starts it, {@link io.parm.job.Topology} is the dataflow on one page. */
package io.parm.job;
