/**
 * Composition root: command line, start and stop, health. The only place that sees every module.
 */
@NullMarked
package com.paidhr.messenger.app;

import org.jspecify.annotations.NullMarked;
