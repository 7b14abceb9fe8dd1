/** What the verbs that use a running service share: patient requests, and users who sign in. */
@NullMarked
package com.paidhr.messenger.app.client;

import org.jspecify.annotations.NullMarked;
