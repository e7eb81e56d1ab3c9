/** Core. */
@org.jspecify.annotations.NullMarked
package dev.baton.vrrp;
