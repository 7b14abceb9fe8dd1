/** What the workers do with jobs, and what keeps them going. */
@NullMarked
package com.paidhr.messenger.delivery.application;

import org.jspecify.annotations.NullMarked;
