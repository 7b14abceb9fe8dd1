package com.paidhr.messenger.identity.personal;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditFilter;
import com.paidhr.messenger.shared.audit.AuditStore;
import com.paidhr.messenger.shared.audit.Origin;
import com.paidhr.messenger.shared.audit.StoredEntry;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the audit log holds of the user's account, such as sign-ins, the newest first. Only so many
 * of the newest entries are looked at. Who did it is told where it was the user: others stay
 * unnamed.
 */
@ApplicationScoped
class OwnActs implements PersonalData {
  private static final int PAGE = 200;
  private static final int LOOKED_AT = 25 * PAGE;

  private final AuditStore entries;

  /**
   * An act.
   *
   * @param byOneself false where somebody else did it, or it is not known who tried
   * @param address where the user did it from
   */
  record Line(
      @Nullable Instant at,
      String action,
      AuditEntry.Result result,
      boolean byOneself,
      @Nullable String address) {

    static Line of(AuditEntry entry, UserId user) {
      Origin origin = entry.origin();
      boolean byOneself = user.equals(entry.actor());
      return new Line(
          entry.at(),
          entry.action(),
          entry.result(),
          byOneself,
          byOneself && origin != null ? origin.address() : null);
    }
  }

  @Inject
  OwnActs(AuditStore entries) {
    this.entries = entries;
  }

  @Override
  public String part() {
    return "account-history";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    AuditFilter own = new AuditFilter(null, null, user, null, null, null, null);
    @Nullable Long before = null;
    int seen = 0;
    List<StoredEntry> page;
    do {
      page = entries.list(own, before, PAGE);
      for (StoredEntry stored : page) {
        before = stored.number();
        if (stored.entry().conversation() == null) {
          records.add(Line.of(stored.entry(), user));
        }
      }
      seen += page.size();
    } while (page.size() == PAGE && seen < LOOKED_AT);
  }
}
