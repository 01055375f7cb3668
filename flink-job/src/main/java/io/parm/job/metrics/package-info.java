/** The job's metrics: names, meanings and units. */
package io.parm.job.metrics;
