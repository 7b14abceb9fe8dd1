package com.paidhr.messenger.media.domain;

/**
 * Size of an image in pixels, as its header says.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record Dimensions(int width, int height) {}
