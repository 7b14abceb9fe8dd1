@NullMarked
package com.paidhr.messenger.testsupport;

import org.jspecify.annotations.NullMarked;
