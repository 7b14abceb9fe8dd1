package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables in {@code docs/redis-keys.md} name the keys and scripts of delivery that there are, no
 * other; those of streams stand in a part of their own.
 */
class RedisKeysTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "redis-keys.md");
  private static final int ANY_PARTITION = 12_345;

  private static Set<String> firstColumn(String row) throws IOException {
    return Pattern.compile("^\\| `(" + row + ")` \\|", Pattern.MULTILINE)
        .matcher(Files.readString(DOCUMENT).split("\n## Streams\n", 2)[0])
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The key with the placeholders of the document. */
  private static String key(Method method) {
    List<Object> arguments =
        Arrays.stream(method.getParameterTypes())
            .<Object>map(type ->
                type == int.class
                    ? ANY_PARTITION
                    : type == UserId.class ? new UserId("any") : new ConversationId("room"))
            .toList();
    try {
      return ((String) method.invoke(null, arguments.toArray()))
          .replace(Integer.toString(ANY_PARTITION), "<n>")
          .replace("user:any", "user:<id>")
          .replace(":room", ":<conversation>");
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void areAllDocumented() throws IOException {
    Stream<String> made =
        Arrays.stream(RedisKeys.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(RedisKeysTest::key);

    assertThat(firstColumn("[^`]*(?<!\\.lua)")).containsExactlyInAnyOrderElementsOf(made.toList());
  }

  @Test
  void areTouchedByScriptsThatAreAllDocumented() throws IOException {
    assertThat(firstColumn("[a-z-]+\\.lua"))
        .containsExactlyInAnyOrderElementsOf(
            ScriptFilesTest.scripts().stream().map(file -> file.getFileName().toString()).toList());
  }
}
