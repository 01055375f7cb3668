/** Faults injected around model instances: the stragglers that coded inference is there for. */
package io.parm.lab.straggler;
