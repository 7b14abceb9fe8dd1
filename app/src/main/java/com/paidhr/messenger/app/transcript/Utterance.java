package com.paidhr.messenger.app.transcript;

/**
 * What somebody said.
 *
 * @param line where it stands in the file, counting from 1
 */
record Utterance(long line, String speaker, String text) {}
