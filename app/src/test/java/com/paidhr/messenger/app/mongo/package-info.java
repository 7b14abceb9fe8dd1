@NullMarked
package com.paidhr.messenger.app.mongo;

import org.jspecify.annotations.NullMarked;
