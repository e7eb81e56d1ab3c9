/**
 * The operator's commands: they speak HTTP with a controller and know nothing of its insides. Data
 * goes to standard output, everything else to standard error.
 *
 * <p>Depends on the HTTP contract alone: picocli, Jackson, the JDK's HTTP client.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.controller.cli;
