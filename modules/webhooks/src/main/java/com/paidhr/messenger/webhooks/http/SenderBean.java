package com.paidhr.messenger.webhooks.http;

import com.paidhr.messenger.webhooks.domain.SendSettings;
import com.paidhr.messenger.webhooks.domain.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** The sender as a bean. */
@ApplicationScoped
public class SenderBean {

  @Produces
  @Singleton
  Sender sender(SendSettings settings) {
    AddressGuard guard = new AddressGuard(settings.allowed());
    return new HttpSender(settings, new CheckedNames(guard, InetAddress::getAllByName));
  }

  void close(@Disposes Sender sender) {
    sender.close();
  }
}
