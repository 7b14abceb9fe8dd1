package com.paidhr.messenger.app.consistency.rest;

import com.paidhr.messenger.app.consistency.Finding;
import com.paidhr.messenger.app.consistency.Held;
import com.paidhr.messenger.app.consistency.Place;
import com.paidhr.messenger.app.consistency.Report;
import com.paidhr.messenger.shared.PageRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of the check found.
 *
 * @param findings what disagrees; empty is as it should be
 * @param held what waits for longer than a while, and for whom
 * @param documents how many documents were read
 * @param next the cursor of the next piece, or null at the end
 */
@Schema(name = "ConsistencyReport")
public record ConsistencyView(
    List<Finding> findings, List<Held> held, long documents, @Nullable String next) {

  static ConsistencyView of(Report report) {
    Place next = report.next();
    return new ConsistencyView(
        report.findings(),
        report.held(),
        report.documents(),
        next == null ? null : PageRequest.encode(next.text()));
  }
}
