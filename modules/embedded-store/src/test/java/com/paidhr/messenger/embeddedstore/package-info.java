@NullMarked
package com.paidhr.messenger.embeddedstore;

import org.jspecify.annotations.NullMarked;
