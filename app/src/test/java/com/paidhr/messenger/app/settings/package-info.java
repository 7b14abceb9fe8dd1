@NullMarked
package com.paidhr.messenger.app.settings;

import org.jspecify.annotations.NullMarked;
