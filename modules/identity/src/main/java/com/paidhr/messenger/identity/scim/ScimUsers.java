package com.paidhr.messenger.identity.scim;

import com.paidhr.messenger.identity.application.ProvisionUsers.Entry;
import com.paidhr.messenger.identity.domain.User;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.Meta;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import java.net.URI;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Users as SCIM describes them, of which this service keeps what it has a use for. */
final class ScimUsers {
  static final String PATH = "/scim/v2/Users/";

  private ScimUsers() {}

  static UserResource of(User user) {
    UserResource resource = new UserResource();
    resource.setId(user.id().value());
    resource.setExternalId(user.externalId());
    resource.setUserName(nameOf(user));
    resource.setDisplayName(user.displayName());
    resource.setName(new Name().setFormatted(user.displayName()));
    resource.setActive(user.isActive());
    if (user.email() != null) {
      resource.setEmails(
          List.of(new Email().setValue(user.email()).setType("work").setPrimary(true)));
    }
    Calendar created = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    created.setTimeInMillis(user.createdAt().toEpochMilli());
    resource.setMeta(
        new Meta()
            .setResourceType("User")
            .setCreated(created)
            .setLocation(URI.create(PATH + user.id().value())));
    return resource;
  }

  static String nameOf(User user) {
    String name = user.externalName();
    return name == null ? user.username() : name;
  }

  /** What a resource says of a user. */
  static Entry entry(UserResource resource) {
    return new Entry(
        resource.getExternalId(),
        resource.getUserName(),
        displayName(resource),
        email(resource),
        resource.getActive());
  }

  private static @Nullable String displayName(UserResource resource) {
    String name = resource.getDisplayName();
    Name parts = resource.getName();
    if (given(name) || parts == null) {
      return given(name) ? name : null;
    }
    if (given(parts.getFormatted())) {
      return parts.getFormatted();
    }
    String joined =
        Stream.of(parts.getGivenName(), parts.getFamilyName())
            .filter(ScimUsers::given)
            .collect(Collectors.joining(" "));
    return joined.isEmpty() ? null : joined;
  }

  private static boolean given(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  /** The primary one, or the first. */
  private static @Nullable String email(UserResource resource) {
    List<Email> emails = resource.getEmails();
    if (emails == null || emails.isEmpty()) {
      return null;
    }
    return emails.stream()
        .filter(email -> Boolean.TRUE.equals(email.getPrimary()))
        .findFirst()
        .orElse(emails.getFirst())
        .getValue();
  }
}
