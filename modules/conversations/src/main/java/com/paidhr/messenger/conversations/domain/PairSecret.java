package com.paidhr.messenger.conversations.domain;

/** The secret that ids of private conversations are made with, the same on all nodes for ever. */
public interface PairSecret {
  /** 32 random bytes, made at the first call and kept in the store. */
  byte[] key();
}
