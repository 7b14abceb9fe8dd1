/** A first program with the client. */
@org.jspecify.annotations.NullMarked
package com.paidhr.messenger.client.example;
