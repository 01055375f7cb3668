package io.parm.lab.pipeline;

/**
 * How fast a backlog was worked off.
 *
 * @param perSecond queries a second
 * @param perCpuSecond queries for each second of CPU time of the whole process, broker and garbage collector included; others on the
 *     machine disturb it least
 */
public record Throughput(double perSecond, double perCpuSecond) {}
