/**
 * Trains, evaluates and packages a service: a deployed model and the parity models that reconstruct its outputs, with the codes that
 * serving uses.
 */
package io.parm.training;
