/** The job's policies in simulated time: what redundancy is worth where nothing but queries, instances and their times is. */
package io.parm.lab.simulation;
