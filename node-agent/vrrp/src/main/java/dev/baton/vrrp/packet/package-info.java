/**
 * What stands on the wire: VRRP advertisements of both versions and families, gratuitous ARP and
 * unsolicited neighbor advertisements.
 *
 * <p>Pure functions between bytes and records. Parsing returns a sealed result with the reason and
 * never throws, whatever the bytes are. Depends on the value types of {@code dev.baton.events} and
 * {@code dev.baton.vrrp} only.
 */
@NullMarked
package dev.baton.vrrp.packet;

import org.jspecify.annotations.NullMarked;
