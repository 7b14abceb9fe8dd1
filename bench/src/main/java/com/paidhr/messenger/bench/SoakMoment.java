package com.paidhr.messenger.bench;

/**
 * What a soak saw at one time.
 *
 * @param minute since it began
 * @param resident MiB of the process
 * @param used MiB of its heap, garbage included
 * @param alive MiB of its heap after a collection, or NaN where none was asked for
 * @param p99 of the requests of normal users, in milliseconds, where a window of enough of them
 *     ends here, else NaN
 * @param crowding how many times as much work the machine had as cores, at least once
 * @param errors of normal users since the last look
 */
record SoakMoment(
    double minute,
    double resident,
    double used,
    double alive,
    double p99,
    double crowding,
    int errors) {}
