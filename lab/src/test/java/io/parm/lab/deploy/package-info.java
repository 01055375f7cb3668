/** The container files against the build, without a container engine. */
package io.parm.lab.deploy;
