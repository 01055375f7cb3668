/** The {@code parm} command. */
package io.parm.lab;
