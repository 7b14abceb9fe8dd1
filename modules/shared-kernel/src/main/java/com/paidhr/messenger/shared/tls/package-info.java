/** The server's own TLS: its certificate from two files, read anew when they change. */
@NullMarked
package com.paidhr.messenger.shared.tls;

import org.jspecify.annotations.NullMarked;
