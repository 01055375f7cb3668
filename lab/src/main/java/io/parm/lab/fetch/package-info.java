/** Downloads data sets that are too large, or not free enough, to be in this repository. */
package io.parm.lab.fetch;
