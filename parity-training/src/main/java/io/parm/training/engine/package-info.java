/**
 * Training through DJL's PyTorch engine. The only package of this module that knows DJL; its types show plain arrays.
 */
package io.parm.training.engine;
