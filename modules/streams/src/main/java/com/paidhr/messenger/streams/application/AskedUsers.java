package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.UserId;
import java.util.Arrays;
import java.util.List;

/** Users that a query parameter names. */
public final class AskedUsers {
  private AskedUsers() {}

  /**
   * The users, each once, in the order given.
   *
   * @param parameter the parameter's name, for who gave it
   * @param text ids, separated by commas
   * @throws DomainException with status 400 when one cannot be an id or they are more than {@value
   *     Watchers#MOST}
   */
  public static List<UserId> parse(String parameter, String text) {
    try {
      List<UserId> ids = Arrays.stream(text.split(",", -1)).map(UserId::new).distinct().toList();
      if (ids.size() > Watchers.MOST) {
        throw DomainException.badParameter(
            parameter, "At most " + Watchers.MOST + " users at once");
      }
      return ids;
    } catch (InvalidIdException e) {
      throw DomainException.badParameter(parameter, "One of these cannot be an id");
    }
  }
}
