package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.client.Participant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Administration of users. */
@Command(
    name = "users",
    description = "List, add, deactivate and reactivate users, give roles, reset passwords.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {Operator.DONE, Operator.REFUSED, Operator.WRONG_WORDS})
final class UsersCommand {

  @Command(
      name = "list",
      description = "List users, also those who are deactivated.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin Operator operator,
      @Parameters(arity = "0..1", paramLabel = "NAME", description = "The beginning of a name.")
          @Nullable String beginning) {
    String query = beginning == null ? "" : "&q=" + Pages.encode(beginning);
    var users = Pages.all(operator.signIn(), "/admin/users?limit=200" + query, "The list of users");
    operator.print(
        users,
        () -> {
          Table table = new Table("USERNAME", "NAME", "ROLES", "STATE", "LAST SIGN-IN", "ID");
          users.forEach(user ->
              table.row(
                  user.path("username").asText(),
                  user.path("displayName").asText(),
                  roles(user),
                  user.path("active").asBoolean() ? "active" : "deactivated",
                  user.path("signedInAt").asText("never"),
                  user.path("id").asText()));
          table.print(operator.out());
        });
    return 0;
  }

  @Command(
      name = "add",
      description = "Add a user, who sets a password by the token that is printed.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin Operator operator,
      @Parameters(paramLabel = "NAME", description = "The username.") String name,
      @Parameters(paramLabel = "EMAIL", description = "The email address.") String email,
      @Option(names = "--name", paramLabel = "TEXT", description = "The name that others see.")
          @Nullable String displayName,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              description = "user, moderator, auditor or admin; may be repeated.")
          @Nullable Set<String> roles) {
    Participant admin = operator.signIn();
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("username", name);
    wanted.put("email", email);
    if (displayName != null) {
      wanted.put("displayName", displayName);
    }
    if (roles != null) {
      wanted.put("roles", roles);
    }
    JsonNode user = admin.post("/admin/users", wanted).orFail("The new user " + name, 201).body();
    return issueReset(operator, admin, user);
  }

  @Command(
      name = "deactivate",
      description = "End a user's sessions and let them sign in no more; their messages stay.",
      mixinStandardHelpOptions = true)
  int deactivate(
      @Mixin Operator operator,
      @Parameters(paramLabel = "NAME", description = "The username.") String name) {
    return change(operator, name, Map.of("active", false));
  }

  @Command(name = "reactivate", description = "Take that back.", mixinStandardHelpOptions = true)
  int reactivate(
      @Mixin Operator operator,
      @Parameters(paramLabel = "NAME", description = "The username.") String name) {
    return change(operator, name, Map.of("active", true));
  }

  @Command(
      name = "roles",
      description = "Give a user these roles and no others.",
      mixinStandardHelpOptions = true)
  int roles(
      @Mixin Operator operator,
      @Parameters(index = "0", paramLabel = "NAME", description = "The username.") String name,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "ROLE",
              description = "user, moderator, auditor or admin.")
          Set<String> roles) {
    return change(operator, name, Map.of("roles", roles));
  }

  @Command(
      name = "reset-password",
      description = "Print a token by which a user sets a new password, once and within a day.",
      mixinStandardHelpOptions = true)
  int resetPassword(
      @Mixin Operator operator,
      @Parameters(paramLabel = "NAME", description = "The username.") String name) {
    Participant admin = operator.signIn();
    return issueReset(operator, admin, find(admin, name));
  }

  private static int issueReset(Operator operator, Participant admin, JsonNode user) {
    JsonNode reset =
        admin
            .post("/admin/users/" + user.path("id").asText() + "/password-reset", Map.of())
            .orFail("The reset of the password", 201)
            .body();
    operator.print(
        reset,
        () ->
            operator
                .out()
                .printf(
                    "Token for a new password of %s, good once until %s: %s%n",
                    user.path("username").asText(),
                    reset.path("expiresAt").asText(),
                    reset.path("token").asText()));
    return 0;
  }

  private static int change(Operator operator, String name, Map<String, Object> change) {
    Participant admin = operator.signIn();
    String path = "/admin/users/" + find(admin, name).path("id").asText();
    JsonNode user = admin.send("PATCH", path, change).orFail("The change of " + name, 200).body();
    operator.print(
        user,
        () ->
            operator
                .out()
                .printf(
                    "%s is %s, roles: %s%n",
                    user.path("username").asText(),
                    user.path("active").asBoolean() ? "active" : "deactivated",
                    roles(user)));
    return 0;
  }

  private static String roles(JsonNode user) {
    return String.join(", ", Pages.stream(user.path("roles")).map(JsonNode::asText).toList());
  }

  private static JsonNode find(Participant admin, String name) {
    String path = "/admin/users?limit=200&q=" + Pages.encode(name);
    return Pages.stream(Pages.all(admin, path, "The look for " + name))
        .filter(user -> user.path("username").asText().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new VerbFailedException("There is no user " + name));
  }
}
