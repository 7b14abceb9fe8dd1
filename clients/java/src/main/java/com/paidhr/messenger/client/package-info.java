/** The client that people use; the packages beside it are generated from the OpenAPI document. */
@org.jspecify.annotations.NullMarked
package com.paidhr.messenger.client;
