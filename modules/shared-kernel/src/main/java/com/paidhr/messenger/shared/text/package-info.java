/**
 * What text means to people: one analysis of words for everything that can be searched, one form of
 * what is stored, one idea of what can be seen.
 */
@NullMarked
package com.paidhr.messenger.shared.text;

import org.jspecify.annotations.NullMarked;
