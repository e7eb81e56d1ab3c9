/** Tests of the load program. */
@NullMarked
package dev.baton.lab.bench.ingest;

import org.jspecify.annotations.NullMarked;
