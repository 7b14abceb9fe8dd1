/**
 * The pages for people: the chat at {@code /} and the operations console at {@code /console}. Both
 * are static files in this jar that use nothing but the public API.
 */
@NullMarked
package com.paidhr.messenger.web;

import org.jspecify.annotations.NullMarked;
