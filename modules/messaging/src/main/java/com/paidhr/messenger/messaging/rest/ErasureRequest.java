package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.domain.Erasure.Policy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /admin/users/{id}/erasure}. */
@Schema(
    name = "NewErasure",
    requiredProperties = {"policy"})
public record ErasureRequest(@Nullable Policy policy) {}
