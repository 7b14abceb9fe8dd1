package com.paidhr.messenger.media.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a user has stored.
 *
 * @param usedBytes the bytes of the user's files
 * @param quotaBytes how many they may be
 */
@Schema(name = "MediaUsage", description = "What a user has stored")
public record MediaUsageView(
    @Schema(minimum = "0") long usedBytes, @Schema(minimum = "1") long quotaBytes) {}
