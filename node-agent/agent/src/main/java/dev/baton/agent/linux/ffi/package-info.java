/**
 * The C library: raw signatures, struct offsets, and errors that say which call failed on what.
 *
 * <p>The only package that imports jnr. Memory is one direct buffer with constant offsets, never a
 * jnr Struct, and addresses are plain longs: nothing here allocates once a program runs.
 *
 * <p>Linux on x86-64 and aarch64. May depend on nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.linux.ffi;
