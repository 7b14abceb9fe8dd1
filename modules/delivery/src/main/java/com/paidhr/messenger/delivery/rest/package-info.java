/** Status, timeline and retry for users; queue, dead letters and network for administrators. */
@NullMarked
package com.paidhr.messenger.delivery.rest;

import org.jspecify.annotations.NullMarked;
