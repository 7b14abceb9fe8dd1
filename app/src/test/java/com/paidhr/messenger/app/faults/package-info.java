/**
 * Faults under load on two processes over one store, and the checker that judges what clients saw.
 */
@NullMarked
package com.paidhr.messenger.app.faults;

import org.jspecify.annotations.NullMarked;
