/** Real servers in this process. The only package that knows the Kafka broker's own classes. */
package io.parm.lab.cluster;
