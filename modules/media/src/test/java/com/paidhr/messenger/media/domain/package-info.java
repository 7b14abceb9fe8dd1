@NullMarked
package com.paidhr.messenger.media.domain;

import org.jspecify.annotations.NullMarked;
