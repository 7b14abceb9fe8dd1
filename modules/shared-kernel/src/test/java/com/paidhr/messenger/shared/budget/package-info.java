@NullMarked
package com.paidhr.messenger.shared.budget;

import org.jspecify.annotations.NullMarked;
