/** What the models' work costs: a wrapper of instances that sums it up. */
package io.parm.lab.meter;
