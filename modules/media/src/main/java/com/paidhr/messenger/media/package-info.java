/** Files that messages carry: what other modules may ask about them, and what they are asked. */
@NullMarked
package com.paidhr.messenger.media;

import org.jspecify.annotations.NullMarked;
