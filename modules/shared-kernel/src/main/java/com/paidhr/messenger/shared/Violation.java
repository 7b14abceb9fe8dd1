package com.paidhr.messenger.shared;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer JSON pointer of the field ({@code /memberIds/2}), or the name of a parameter or
 *     header
 * @param detail what is wrong, in words that a client's developer can act on
 */
@Schema(name = "Violation", description = "What is wrong with one field")
public record Violation(String pointer, String detail) {}
