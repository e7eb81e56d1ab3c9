/**
 * Explains packets to people: {@code baton packet}.
 *
 * <p>Every octet of a VRRP advertisement, a gratuitous ARP or an unsolicited neighbour
 * advertisement gets its field, its meaning and, where it is wrong, the rule that it breaks. Reads
 * damaged bytes, too, so it does not use the codecs for its fields; only the verdict at the end is
 * theirs. Depends on {@code dev.baton.vrrp} and its packets; only {@link
 * dev.baton.vrrp.explain.PacketMain} speaks to the outside.
 */
@NullMarked
package dev.baton.vrrp.explain;

import org.jspecify.annotations.NullMarked;
