/**
 * A client's stream of numbered datagrams through a virtual address, and how many were lost. The
 * sender and the receivers are small programs that run inside the lab's hosts.
 *
 * <p>May use the lab and nothing else of Baton.
 */
@NullMarked
package dev.baton.lab.stream;

import org.jspecify.annotations.NullMarked;
