@NullMarked
package com.paidhr.messenger.app.log;

import org.jspecify.annotations.NullMarked;
