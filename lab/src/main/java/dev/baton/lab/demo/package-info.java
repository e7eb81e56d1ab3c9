/**
 * What {@code baton demo} runs: three nodes, a controller and the dashboard on one machine, and the
 * faults to try on them.
 *
 * <p>May use the lab and nothing else of Baton.
 */
@NullMarked
package dev.baton.lab.demo;

import org.jspecify.annotations.NullMarked;
