/** A network that can be made bad on purpose. */
@NullMarked
package com.paidhr.messenger.delivery.network;

import org.jspecify.annotations.NullMarked;
