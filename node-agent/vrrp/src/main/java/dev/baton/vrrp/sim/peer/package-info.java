/**
 * Models of other routers, each written for itself from what that router was seen to do: keepalived
 * and FRR from traces of the real ones, and a strict router from the letter of each RFC.
 *
 * <p>They share nothing with {@link dev.baton.vrrp.VirtualRouter}, not even the codec, else they
 * would prove nothing. Time is an argument here, too. Depends on nothing of ours.
 */
@NullMarked
package dev.baton.vrrp.sim.peer;

import org.jspecify.annotations.NullMarked;
