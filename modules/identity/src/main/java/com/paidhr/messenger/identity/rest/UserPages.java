package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.text.SearchQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of users in the order of their names, as users and administrators ask for them. */
final class UserPages {
  private static final int MAX_QUERY = 200;

  private UserPages() {}

  /** What {@code q} asks for, or null for all; too long a one is refused with status 400. */
  static @Nullable SearchQuery query(@Nullable String q) {
    if (q != null && q.length() > MAX_QUERY) {
      throw DomainException.badParameter("q", "q has at most " + MAX_QUERY + " characters");
    }
    return q == null || q.isBlank() ? null : SearchQuery.of(q.strip());
  }

  /** A page of what was found with one more than its limit. */
  static Page<User> of(List<User> found, PageRequest page) {
    return Page.ofSurplus(
        found, page.limit(), last -> PageRequest.encode(Names.key(last.username())));
  }
}
