@NullMarked
package com.paidhr.messenger.shared;

import org.jspecify.annotations.NullMarked;
