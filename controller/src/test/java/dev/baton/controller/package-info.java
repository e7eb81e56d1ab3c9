/** Tests of the controller, and the stories that they tell. */
@org.jspecify.annotations.NullMarked
package dev.baton.controller;
