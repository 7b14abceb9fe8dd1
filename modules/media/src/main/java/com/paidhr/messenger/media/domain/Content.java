package com.paidhr.messenger.media.domain;

import org.jspecify.annotations.Nullable;

/**
 * What was found in a file's bytes while they were stored.
 *
 * @param type the media type that the bytes show, {@code application/octet-stream} where they show
 *     none
 * @param sha256 the checksum of all bytes, 64 hexadecimal digits in lower case
 * @param dimensions of an image whose header could be read, else null
 * @param scan whether they were scanned for viruses
 */
public record Content(String type, String sha256, @Nullable Dimensions dimensions, Scan scan) {}
