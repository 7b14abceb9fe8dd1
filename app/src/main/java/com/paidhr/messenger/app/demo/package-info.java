/**
 * A small live organization for a first look, played through the public API by a script that is
 * shipped with the program.
 */
@NullMarked
package com.paidhr.messenger.app.demo;

import org.jspecify.annotations.NullMarked;
