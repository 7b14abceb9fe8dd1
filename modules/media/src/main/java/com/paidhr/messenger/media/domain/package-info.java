/** What a stored file is and what its store must be able to do. */
@NullMarked
package com.paidhr.messenger.media.domain;

import org.jspecify.annotations.NullMarked;
