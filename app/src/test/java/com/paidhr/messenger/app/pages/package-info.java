/** The pages in a real browser. */
@NullMarked
package com.paidhr.messenger.app.pages;

import org.jspecify.annotations.NullMarked;
