/** The job's settings: declared once with default, bounds and meaning, checked before the job starts. */
package io.parm.job.config;
