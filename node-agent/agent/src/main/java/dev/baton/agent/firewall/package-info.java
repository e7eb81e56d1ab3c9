/**
 * Looks for rules of this host's firewall that keep advertisements, or ARP, from passing.
 *
 * <p>Rules of every tool are held in the form in which {@code nft -j} prints them, and a packet is
 * walked through them as the kernel would walk it. What cannot be judged from outside (marks,
 * limits, extensions) makes the answer "may drop"; only what is certain is called a drop. Belongs
 * to the steward's side and to the commands; the engine knows nothing of it. May depend on {@code
 * dev.baton.agent.config}, {@code dev.baton.vrrp} and Jackson.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.firewall;
