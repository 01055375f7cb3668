/**
 * Erasure codes over model inputs and outputs, and the coding group that decides what answers a query.
 *
 * <p>Pure Java: values in, values out. No stream runtime, model library, clock, randomness or logging.
 */
package io.parm.coding;
