/** What the models' work costs: a wrapper of instances that sums it up; and the memory of the process. */
package io.parm.lab.meter;
