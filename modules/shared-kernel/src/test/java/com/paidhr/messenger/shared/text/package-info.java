@NullMarked
package com.paidhr.messenger.shared.text;

import org.jspecify.annotations.NullMarked;
