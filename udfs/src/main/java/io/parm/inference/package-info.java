/**
 * Model instances and the pool they pull from. The only package of this module that knows DJL.
 */
package io.parm.inference;
