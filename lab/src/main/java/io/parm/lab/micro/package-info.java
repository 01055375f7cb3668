/** What the parts of the job cost alone: JMH benchmarks, and the table that sets them beside a copy of the same bytes. */
package io.parm.lab.micro;
