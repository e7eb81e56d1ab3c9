/**
 * What becomes of the logs: processes killed at any moment, disks full and frozen, files damaged,
 * lost and restored. Each is stated in docs/durability.md. Drives Baton from outside; reads its
 * logs through the log port.
 */
@NullMarked
package dev.baton.lab.durable;

import org.jspecify.annotations.NullMarked;
