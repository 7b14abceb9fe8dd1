package com.paidhr.messenger.media.domain;

/**
 * A scanner found something in a file.
 *
 * @param signature what the scanner calls it, in printable ASCII
 */
public record Infection(String signature) implements ScanResult {}
