/**
 * Open-loop load and what came back. A query's latency runs from the moment its schedule intended it to be sent, so that a slow
 * system cannot hide behind a generator that waits for it.
 */
package io.parm.lab.load;
