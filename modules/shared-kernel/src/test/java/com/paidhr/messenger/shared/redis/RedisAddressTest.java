package com.paidhr.messenger.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.paidhr.messenger.shared.redis.RedisAddress.Kind;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

class RedisAddressTest {

  private static RedisAddress read(String uri) {
    return RedisAddress.of(URI.create(uri));
  }

  @Test
  void namesOneServer() {
    assertThat(read("redis://cache"))
        .satisfies(address -> {
          assertThat(address.kind()).isEqualTo(Kind.SERVER);
          assertThat(address.tls()).isFalse();
          assertThat(address.nodes()).containsExactly(new HostAndPort("cache", 6379));
          assertThat(address.user()).isEmpty();
          assertThat(address.password()).isEmpty();
          assertThat(address.database()).isZero();
        });
    assertThat(read("redis://[::1]:7000/3").nodes()).containsExactly(new HostAndPort("::1", 7000));
    assertThat(read("redis://[::1]:7000/3").database()).isEqualTo(3);
  }

  @Test
  void namesSentinelsAndTheirMaster() {
    RedisAddress address = read("redis-sentinel://one,two:7001/messenger");

    assertThat(address.kind()).isEqualTo(Kind.SENTINEL);
    assertThat(address.nodes())
        .containsExactlyInAnyOrder(new HostAndPort("one", 26379), new HostAndPort("two", 7001));
    assertThat(address.master()).isEqualTo("messenger");
  }

  @Test
  void namesMembersOfACluster() {
    RedisAddress address = read("redis-cluster://one:1,two:2");

    assertThat(address.kind()).isEqualTo(Kind.CLUSTER);
    assertThat(address.nodes())
        .containsExactlyInAnyOrder(new HostAndPort("one", 1), new HostAndPort("two", 2));
  }

  @Test
  void readsCredentialsAndDecodesThem() {
    assertThat(read("redis://ann:p%40ss%3A+w@h"))
        .returns(Optional.of("ann"), RedisAddress::user)
        .returns(Optional.of("p@ss:+w"), RedisAddress::password);
    assertThat(read("redis-cluster://:secret@h:1,i:2"))
        .returns(Optional.empty(), RedisAddress::user)
        .returns(Optional.of("secret"), RedisAddress::password);
  }

  @Test
  void encryptsWithTheSchemesThatSaySo() {
    assertThat(List.of("rediss://h", "rediss-sentinel://h/m", "rediss-cluster://h"))
        .allSatisfy(uri -> assertThat(read(uri).tls()).isTrue());
  }

  @Test
  void refusesWhatIsNoAddressWithoutRepeatingIt() {
    for (String uri :
        List.of(
            "http://secret@h",
            "redis:h",
            "redis-cluster://:secret@h:0",
            "redis-cluster://h:99999",
            "redis-cluster://a,,b",
            "redis-cluster://a/1",
            "redis://a,b",
            "redis://a/one",
            "redis://a?x=secret",
            "redis-sentinel://:secret@h",
            "redis-sentinel://h/a/b")) {
      assertThatIllegalArgumentException()
          .as(uri)
          .isThrownBy(() -> read(uri))
          .withMessageNotContaining("secret");
    }
  }
}
