/** Users of the contract on the wire who have none of our classes. */
package io.parm.lab.foreign;
