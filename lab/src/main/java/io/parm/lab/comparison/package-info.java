/** Experiments as data: arms under the same arrivals, beside the simulator's ideal and the paper's figures. */
package io.parm.lab.comparison;
