package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives tickets for those who cannot send a header, such as a browser's {@code EventSource}, and
 * redeems them. A ticket stands for the access token that it was given for; so what ends the token
 * ends the stream. The token is kept sealed with the ticket, and under its digest, so the store
 * alone opens nothing.
 */
@ApplicationScoped
public class TicketOffice {
  private static final int LENGTH = 43;

  /** Each key seals one text only. */
  private static final byte[] NONCE = new byte[12];

  private final Tickets tickets;

  @Inject
  TicketOffice(Tickets tickets) {
    this.tickets = tickets;
  }

  /** A new ticket for the visitor. */
  public String issue(Visitor visitor) {
    String ticket = Secrets.random();
    tickets.keep(
        name(ticket),
        crypt(Cipher.ENCRYPT_MODE, ticket, visitor.token().getBytes(StandardCharsets.UTF_8)));
    return ticket;
  }

  /**
   * The access token that a ticket stands for.
   *
   * @throws DomainException with status 401 when it is none, was used, or is too old
   */
  String redeem(String ticket) {
    if (ticket.length() != LENGTH) {
      throw refused();
    }
    byte[] sealed = tickets.take(name(ticket)).orElseThrow(TicketOffice::refused);
    return new String(crypt(Cipher.DECRYPT_MODE, ticket, sealed), StandardCharsets.UTF_8);
  }

  private static DomainException refused() {
    return new DomainException(
        ProblemType.UNAUTHENTICATED, "The ticket is unknown, used, or too old");
  }

  private static String name(String ticket) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.bytes("name " + ticket));
  }

  private static byte[] crypt(int mode, String ticket, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(Digest.bytes("key " + ticket), "AES"),
          new GCMParameterSpec(128, NONCE));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("What a ticket was kept with does not open", e);
    }
  }
}
