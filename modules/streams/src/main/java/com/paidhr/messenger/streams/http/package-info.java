/** Streams on connections of the server: server-sent events and WebSockets. */
@NullMarked
package com.paidhr.messenger.streams.http;

import org.jspecify.annotations.NullMarked;
