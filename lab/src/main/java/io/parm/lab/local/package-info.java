/** A cluster of plain processes on this machine: a Kafka broker, Flink's JobManager and TaskManagers, model servers. Linux. */
package io.parm.lab.local;
