/**
 * How the log is written: nobody can forge its lines, flood it, or make it tell of clients that
 * left.
 */
@NullMarked
package com.paidhr.messenger.app.log;

import org.jspecify.annotations.NullMarked;
