/** How long inferences take on instances of a cluster that does other work too; for simulated and for emulated instances. */
package io.parm.lab.emulation;
