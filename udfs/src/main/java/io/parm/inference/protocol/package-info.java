/**
 * The Open Inference Protocol v2, for clients and servers alike: the gRPC messages, generated from {@code open_inference_v2.proto}, the
 * REST messages, and what both say of a tensor.
 */
package io.parm.inference.protocol;
