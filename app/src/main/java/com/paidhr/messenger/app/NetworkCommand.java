package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The simulated network. */
@Command(
    name = "network",
    description = "See and set the network that deliveries are simulated to go through.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {Operator.DONE, Operator.REFUSED, Operator.WRONG_WORDS})
final class NetworkCommand {

  /** For whom a network is. */
  static final class Scope {
    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        defaultValue = "global",
        description = "global, conversation:ID or user:ID; ${DEFAULT-VALUE} if not given.")
    private String name = "global";

    String path() {
      return "/admin/network-profiles/" + Pages.encode(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Command(
      name = "presets",
      description = "List the networks that have a name.",
      mixinStandardHelpOptions = true)
  int presets(@Mixin Operator operator) {
    JsonNode presets =
        operator
            .signIn()
            .get("/openapi")
            .orFail("The list of presets", 200)
            .body()
            .at("/components/schemas/NetworkPreset/enum");
    operator.print(presets, () -> presets.forEach(name -> operator.out().println(name.asText())));
    return 0;
  }

  @Command(
      name = "show",
      description = "Show the network of a scope.",
      mixinStandardHelpOptions = true)
  int show(@Mixin Operator operator, @Mixin Scope scope) {
    var reply = operator.signIn().get(scope.path());
    if (reply.status() == 404) {
      operator.out().println("No network profile is set for " + scope);
      return 0;
    }
    JsonNode profile = reply.orFail("The network of " + scope, 200).body();
    operator.print(profile, () -> operator.out().println(profile.toPrettyString()));
    return 0;
  }

  @Command(
      name = "set",
      description = "Put a scope behind a network that has a name.",
      mixinStandardHelpOptions = true)
  int set(
      @Mixin Operator operator,
      @Parameters(paramLabel = "PRESET", description = "One of \"network presets\".") String preset,
      @Mixin Scope scope) {
    JsonNode profile =
        operator
            .signIn()
            .send("PUT", scope.path(), Map.of("preset", preset))
            .orFail("The network " + preset, 200)
            .body();
    operator.print(profile, () -> operator.out().printf("%s is behind %s%n", scope, preset));
    return 0;
  }

  @Command(
      name = "clear",
      description = "Take the network of a scope away.",
      mixinStandardHelpOptions = true)
  int clear(@Mixin Operator operator, @Mixin Scope scope) {
    operator.signIn().delete(scope.path()).orFail("Clearing the network of " + scope, 204, 404);
    operator.out().println("No network profile is set for " + scope);
    return 0;
  }
}
