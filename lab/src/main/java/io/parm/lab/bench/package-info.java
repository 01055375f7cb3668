/** Measurements that put the job's figures into proportion. */
package io.parm.lab.bench;
