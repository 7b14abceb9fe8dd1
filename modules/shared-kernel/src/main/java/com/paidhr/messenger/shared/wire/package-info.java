/**
 * What lies between the socket and the server: connections are counted and end in time, and one
 * message on the wire is one request. The server itself bounds neither, and reads the rest of a
 * message that it did not understand as the next request.
 */
@NullMarked
package com.paidhr.messenger.shared.wire;

import org.jspecify.annotations.NullMarked;
