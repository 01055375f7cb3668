/** A long run on a cluster of processes to which things happen all the time. */
package io.parm.lab.soak;
