/** Flink SQL over the topics: functions of predictions, and a format that reads our records. */
package io.parm.job.sql;
