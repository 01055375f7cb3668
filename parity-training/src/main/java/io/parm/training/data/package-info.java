/** Labelled data sets: reading their files, and handing out normalised inputs. Pure Java. */
package io.parm.training.data;
