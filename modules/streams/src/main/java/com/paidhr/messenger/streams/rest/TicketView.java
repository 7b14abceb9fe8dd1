package com.paidhr.messenger.streams.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A ticket for one stream.
 *
 * @param ticket to be given as {@code ?ticket=}
 * @param expiresIn seconds within which it is to be used
 */
@Schema(name = "Ticket")
public record TicketView(String ticket, long expiresIn) {}
