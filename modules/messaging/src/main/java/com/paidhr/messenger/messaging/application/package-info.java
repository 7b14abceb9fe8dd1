/** What is done with messages, one class for each deed. */
@NullMarked
package com.paidhr.messenger.messaging.application;

import org.jspecify.annotations.NullMarked;
