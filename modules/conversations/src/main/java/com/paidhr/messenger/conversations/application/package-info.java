/** What users and other modules can do with conversations, one class for each use. */
@NullMarked
package com.paidhr.messenger.conversations.application;

import org.jspecify.annotations.NullMarked;
