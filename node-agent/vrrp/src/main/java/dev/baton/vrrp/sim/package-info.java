/**
 * The deterministic simulator: a whole segment of virtual routers on one thread, in virtual time,
 * from one seed.
 *
 * <p>Hosts run {@link dev.baton.vrrp.VirtualRouter} and exchange real messages over a segment that
 * loses, duplicates, delays and cuts; hosts crash, stall, flap and are drained; after every step
 * and every event the invariants are checked. One seed is one run, on every machine. Depends on
 * {@code dev.baton.vrrp} and its packets; only {@link dev.baton.vrrp.sim.SimulateMain} speaks to
 * the outside.
 */
@NullMarked
package dev.baton.vrrp.sim;

import org.jspecify.annotations.NullMarked;
