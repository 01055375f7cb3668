/** Runs of the real job under a load and stragglers, and the demo made of two of them. */
package io.parm.lab.demo;
