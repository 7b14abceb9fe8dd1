package com.paidhr.messenger.streams.rest;

import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What happened behind a cursor.
 *
 * @param events the same events as of a stream
 * @param cursor where to go on
 */
@Schema(name = "Poll")
public record PollView(
    @Schema(
            type = SchemaType.ARRAY,
            implementation = Object.class,
            description = "As docs/asyncapi.yaml describes them")
        List<RawValue> events,
    String cursor) {}
