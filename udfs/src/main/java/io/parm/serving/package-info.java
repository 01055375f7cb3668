/** A small model server that speaks the Open Inference Protocol v2, over the same instances and pool as the job's own. */
package io.parm.serving;
