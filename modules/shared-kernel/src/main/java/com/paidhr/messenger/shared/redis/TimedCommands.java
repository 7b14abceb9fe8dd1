package com.paidhr.messenger.shared.redis;

import com.paidhr.messenger.shared.metrics.CommandTimes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.executors.CommandExecutor;

/** Times the commands that are sent one by one, with the wait for a connection. */
final class TimedCommands implements CommandExecutor {
  private final CommandExecutor executor;
  private final CommandTimes times;

  TimedCommands(CommandExecutor executor, CommandTimes times) {
    this.executor = executor;
    this.times = times;
  }

  @Override
  public <T> T executeCommand(CommandObject<T> command) {
    long begun = System.nanoTime();
    try {
      T answer = executor.executeCommand(command);
      times.succeeded(nameOf(command), System.nanoTime() - begun);
      return answer;
    } catch (JedisNoScriptException e) { // an answer: the script is sent next
      times.succeeded(nameOf(command), System.nanoTime() - begun);
      throw e;
    } catch (JedisException e) {
      times.failed(nameOf(command), System.nanoTime() - begun);
      throw e;
    }
  }

  private static String nameOf(CommandObject<?> command) {
    byte[] name = command.getArguments().getCommand().getRaw();
    return new String(name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws Exception {
    executor.close();
  }
}
