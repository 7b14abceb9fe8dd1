@NullMarked
package com.paidhr.messenger.shared.wire;

import org.jspecify.annotations.NullMarked;
