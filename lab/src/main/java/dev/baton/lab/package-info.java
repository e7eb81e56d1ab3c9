/**
 * Several hosts on one machine, made of network namespaces: a bridge, routers on it (Baton,
 * keepalived, FRR), faults, and a tap that sees every frame.
 *
 * <p>May use every module of Baton, and drives the programs from outside as an operator would: by
 * their command lines, signals and log files. Nothing depends on this package but the demo and the
 * end-to-end tests.
 */
@NullMarked
package dev.baton.lab;

import org.jspecify.annotations.NullMarked;
