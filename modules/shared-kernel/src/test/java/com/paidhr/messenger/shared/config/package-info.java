@NullMarked
package com.paidhr.messenger.shared.config;

import org.jspecify.annotations.NullMarked;
