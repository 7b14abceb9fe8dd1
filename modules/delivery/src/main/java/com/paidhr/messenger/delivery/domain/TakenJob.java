package com.paidhr.messenger.delivery.domain;

import java.time.Instant;

/**
 * A job that a worker has taken and must acknowledge, or another worker takes it over.
 *
 * @param job what to do
 * @param partition where it came from
 * @param ticket names this entry of the queue
 * @param queuedAt when it was added or became due, by the queue's clock
 * @param times how often it was handed out, 1 at first
 */
public record TakenJob(Job job, int partition, String ticket, Instant queuedAt, long times) {}
