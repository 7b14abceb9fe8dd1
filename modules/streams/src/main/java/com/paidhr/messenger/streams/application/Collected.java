package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.streams.domain.StreamEvent;
import java.util.List;

/**
 * Events that were waited for.
 *
 * @param cursor where to go on behind them
 */
public record Collected(List<StreamEvent> events, String cursor) {}
