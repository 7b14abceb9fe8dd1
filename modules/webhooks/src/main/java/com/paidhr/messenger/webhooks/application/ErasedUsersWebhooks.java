package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.identity.UserErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Ends the webhooks of users who are erased, with their dead letters. */
@ApplicationScoped
class ErasedUsersWebhooks {
  private final ManageWebhooks manage;

  @Inject
  ErasedUsersWebhooks(ManageWebhooks manage) {
    this.manage = manage;
  }

  void on(@Observes UserErased event) {
    manage.of(event.user()).forEach(webhook -> manage.remove(event.user(), webhook.id()));
  }
}
