/** What every door must answer, by brute force, and random histories to ask them about. */
@NullMarked
package com.paidhr.messenger.testsupport.model;

import org.jspecify.annotations.NullMarked;
