package com.paidhr.messenger.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.paidhr.messenger.app.settings.SecretFiles;
import com.paidhr.messenger.app.settings.SettingsInForce;
import com.paidhr.messenger.app.settings.SettingsInForce.InForce;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the settings are here and now: what {@code run} would read from this environment. */
@Command(
    name = "config",
    description =
        "Print which settings are in force here and where each comes from. Secrets are not shown.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = Operator.EXIT_CODES,
    exitCodeList = {"0:printed", "1:a file of a secret cannot be read", Operator.WRONG_WORDS})
final class ConfigCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of a run, whose messenger.properties counts.")
  private @Nullable Path data;

  @Option(names = "--all", description = "Also those that nobody has set.")
  private boolean isAll;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    DataFolder.name(data);
    new SecretFiles().check();
    List<InForce> shown =
        SettingsInForce.of(ConfigProvider.getConfig()).stream()
            .filter(setting -> isAll || setting.isSet())
            .toList();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(asJson(shown).toPrettyString());
    } else if (shown.isEmpty()) {
      out.println("Every setting has its default; --all shows them");
    } else {
      Table table = new Table("SETTING", "VALUE", "FROM");
      shown.forEach(setting -> table.row(setting.name(), setting.value(), setting.source()));
      table.print(out);
    }
    out.flush();
    return 0;
  }

  private static ArrayNode asJson(List<InForce> settings) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    settings.forEach(setting ->
        all.addObject()
            .put("name", setting.name())
            .put("value", setting.value())
            .put("source", setting.source())
            .put("meaning", setting.meaning()));
    return all;
  }
}
