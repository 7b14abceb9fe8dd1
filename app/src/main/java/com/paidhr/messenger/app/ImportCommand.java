package com.paidhr.messenger.app;

import com.paidhr.messenger.app.transcript.Import;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays a transcript through the API of a running service. */
@Command(
    name = "import",
    description = "Replay a transcript through the API of a running service; may be repeated.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "One JSON object a line: t, speaker, text.")
  private @Nullable Path file;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "The service; ${DEFAULT-VALUE} if not given.")
  private @Nullable URI url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where run kept the administrator's password, if it generated one.")
  private @Nullable Path data;

  @Override
  public Integer call() {
    if (file == null || url == null) {
      throw new VerbFailedException("import needs a file");
    }
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new VerbFailedException("--url must be an http or https address, not " + url);
    }
    return new Import(System.out, System.err).replay(file, url, password()) ? 0 : 1;
  }

  private String password() {
    Path folder = DataFolder.locate(data);
    return ConfigProvider.getConfig()
        .getOptionalValue(RunCommand.ADMIN_PASSWORD, String.class)
        .or(() -> DataFolder.adminPassword(folder))
        .orElseThrow(() ->
            new VerbFailedException(
                "The administrator's password is not known: set MESSENGER_ADMIN_PASSWORD, or name with --data the folder of a run that generated it (none is kept in "
                    + folder
                    + ")"));
  }
}
