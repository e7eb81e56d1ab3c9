/** Tests of the wire formats against foreign captures and computed vectors. */
@NullMarked
package dev.baton.vrrp.packet;

import org.jspecify.annotations.NullMarked;
