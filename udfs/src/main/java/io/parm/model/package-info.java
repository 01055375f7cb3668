/** A service's files: the manifest, the deployed model and its parity models. */
package io.parm.model;
