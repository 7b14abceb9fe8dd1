/**
 * Outgoing webhooks: what a user's stream would tell is posted to an address that the user has
 * registered, signed, in order and at least once. No other module uses this one.
 */
@NullMarked
package com.paidhr.messenger.webhooks;

import org.jspecify.annotations.NullMarked;
