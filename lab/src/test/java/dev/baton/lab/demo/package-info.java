/** Scenarios with three agents and a controller: the demo's fleet. */
@NullMarked
package dev.baton.lab.demo;

import org.jspecify.annotations.NullMarked;
