package com.paidhr.messenger.media.domain;

/**
 * How many bytes of files may be stored.
 *
 * @param perUser of files that one user has uploaded
 * @param all of all files
 */
public record Quota(long perUser, long all) {}
