/** Run reports for people: a plot and a table. */
package io.parm.lab.report;
