/** How long a cluster of processes is silent after one of them was killed. */
package io.parm.lab.recovery;
