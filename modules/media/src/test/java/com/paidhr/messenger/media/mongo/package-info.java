@NullMarked
package com.paidhr.messenger.media.mongo;

import org.jspecify.annotations.NullMarked;
