/**
 * Reads the documents as they lie in the store. Not through the modules: what they wrote is what is
 * judged here. What the documents look like, {@code docs/diagrams/database-model.puml} says.
 */
@NullMarked
package com.paidhr.messenger.app.consistency.mongo;

import org.jspecify.annotations.NullMarked;
