package com.paidhr.messenger.identity.application;

import java.time.Duration;

/** A pair of tokens, fresh from the issuer. */
public record IssuedTokens(String accessToken, Duration accessLifetime, String refreshToken) {}
