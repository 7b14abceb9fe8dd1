package com.paidhr.messenger.identity.rest;

import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code PATCH /admin/users/{id}}; what is left out stays. */
@Schema(name = "AdminUserChange")
public record AdminUserRequest(
    @Schema(description = "All roles: user, moderator, auditor, admin", nullable = true)
        @Nullable Set<String> roles,
    @Schema(description = "false deactivates the user, true takes that back", nullable = true)
        @Nullable Boolean active) {}
