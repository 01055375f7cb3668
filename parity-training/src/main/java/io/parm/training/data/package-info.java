/** Tasks and their data sets: reading the files, handing out normalised inputs and what is true of them. Pure Java. */
package io.parm.training.data;
