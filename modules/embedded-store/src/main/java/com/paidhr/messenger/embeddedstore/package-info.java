/**
 * A document store that speaks the MongoDB wire protocol inside the JVM, and a Redis server as a
 * child process. Both keep their data in a folder, so that the application runs without any
 * installed server.
 */
@NullMarked
package com.paidhr.messenger.embeddedstore;

import org.jspecify.annotations.NullMarked;
