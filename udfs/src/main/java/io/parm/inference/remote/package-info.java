/**
 * Instances behind an endpoint of the Open Inference Protocol v2, by gRPC or REST. Nothing here blocks, and whatever a server does or
 * leaves undone is a failed stage with one sentence that names the endpoint.
 */
package io.parm.inference.remote;
