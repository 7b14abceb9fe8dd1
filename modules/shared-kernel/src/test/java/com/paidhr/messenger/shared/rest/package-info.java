@NullMarked
package com.paidhr.messenger.shared.rest;

import org.jspecify.annotations.NullMarked;
