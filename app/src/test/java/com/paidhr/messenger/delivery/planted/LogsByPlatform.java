package com.paidhr.messenger.delivery.planted;

import java.util.logging.Logger;

/** Logs past SLF4J. */
public record LogsByPlatform(Logger log) {}
