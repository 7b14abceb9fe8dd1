package com.paidhr.messenger.messaging.planted.rest;

import com.mongodb.client.MongoDatabase;

/** A resource that goes past the use cases. */
public record ReadsTheStoreItself(MongoDatabase database) {}
