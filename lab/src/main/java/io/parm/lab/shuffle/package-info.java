/** Model servers in network namespaces of their own, and transfers that slow them: the paper's shuffles over real, slow links. */
package io.parm.lab.shuffle;
