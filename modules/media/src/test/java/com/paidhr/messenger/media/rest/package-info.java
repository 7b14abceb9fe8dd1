@NullMarked
package com.paidhr.messenger.media.rest;

import org.jspecify.annotations.NullMarked;
