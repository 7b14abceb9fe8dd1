/**
 * The pages for people: the chat at {@code /}, the operations console at {@code /console} and the
 * API to read and try at {@code /openapi/ui}. All are static files in this jar that use nothing but
 * the public API.
 */
@NullMarked
package com.paidhr.messenger.web;

import org.jspecify.annotations.NullMarked;
