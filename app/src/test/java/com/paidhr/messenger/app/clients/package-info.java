/** The clients that are generated from the OpenAPI document, against a running service. */
@org.jspecify.annotations.NullMarked
package com.paidhr.messenger.app.clients;
