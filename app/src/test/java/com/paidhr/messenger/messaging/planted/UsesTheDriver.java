package com.paidhr.messenger.messaging.planted;

import com.mongodb.client.MongoCollection;
import org.bson.Document;

/** A use case with MongoDB in its hands. */
public record UsesTheDriver(MongoCollection<Document> messages) {}
