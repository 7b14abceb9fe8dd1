package com.paidhr.messenger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import org.junit.jupiter.api.Test;

/** Somebody meets the API for the first time: reads, signs in and tries. */
class ApiPageIT {
  private final RunningMessenger messenger = RunningMessenger.shared();

  @Test
  void authorizesAndTries() {
    assumeTrue(Chromium.installed().isPresent(), "Chromium is not installed: pages are not tested");
    ApiClient ann = messenger.newUser("ann");

    try (var chromium = Chromium.start();
        var window = Window.at(chromium, messenger, "/openapi/ui")) {
      Locator signIn = opened(window.page(), "createTokens");
      signIn
          .locator("textarea")
          .fill(
              "{\"username\":\"%s\",\"password\":\"%s\"}"
                  .formatted(ann.username(), ann.password()));
      signIn.locator("button.execute").click();
      signIn.locator(".live-responses-table .response-col_status:has-text('200')").waitFor();

      Locator whoAmI = opened(window.page(), "getMe");
      whoAmI.locator("button.execute").click();
      whoAmI.locator(".live-responses-table .response-col_status:has-text('200')").waitFor();
      assertThat(whoAmI.locator(".live-responses-table").innerText()).contains(ann.userId());
      window.assertUntroubled();
    }
  }

  private static Locator opened(Page page, String operation) {
    Locator block = page.locator(".opblock[id$=" + operation + "]");
    block.locator(".opblock-summary-control").click();
    block.locator("button.execute").waitFor();
    return block;
  }
}
