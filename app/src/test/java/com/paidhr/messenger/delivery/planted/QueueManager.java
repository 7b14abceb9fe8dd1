package com.paidhr.messenger.delivery.planted;

/** A name that says nothing. */
public interface QueueManager {}
