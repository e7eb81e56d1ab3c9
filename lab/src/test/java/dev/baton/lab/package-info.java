/**
 * End-to-end scenarios on the lab. Each one with a Baton agent ends by comparing its log with what
 * the tap saw.
 */
@NullMarked
package dev.baton.lab;

import org.jspecify.annotations.NullMarked;
