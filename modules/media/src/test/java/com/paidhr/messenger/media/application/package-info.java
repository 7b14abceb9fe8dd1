@NullMarked
package com.paidhr.messenger.media.application;

import org.jspecify.annotations.NullMarked;
