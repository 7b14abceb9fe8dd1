package com.paidhr.messenger.media.domain;

/** What a scanner says of a file: one that may be stored, or an infection. */
public sealed interface ScanResult permits Scan, Infection {}
