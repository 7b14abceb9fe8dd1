package com.paidhr.messenger.conversations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of blocks does. */
public abstract class BlockStoreContractTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CID = new UserId("cid");
  private static final UserId EVE = new UserId("eve");

  private BlockStore store;

  /** An empty store. */
  protected abstract BlockStore emptyStore();

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @Test
  void keepsABlockOnceUntilItIsRemoved() {
    assertThat(store.add(new Block(ANN, BOB, NOW))).isTrue();
    assertThat(store.add(new Block(ANN, BOB, NOW.plusSeconds(1)))).isFalse();

    assertThat(store.page(ANN, null, 10)).containsExactly(new Block(ANN, BOB, NOW));
    assertThat(store.remove(BOB, ANN)).isFalse();
    assertThat(store.remove(ANN, BOB)).isTrue();
    assertThat(store.remove(ANN, BOB)).isFalse();
    assertThat(store.count(ANN)).isZero();
  }

  @Test
  void listsWhomAUserBlocksPageByPage() {
    store.add(new Block(ANN, EVE, NOW));
    store.add(new Block(ANN, BOB, NOW));
    store.add(new Block(ANN, CID, NOW));
    store.add(new Block(BOB, CID, NOW));

    assertThat(store.count(ANN)).isEqualTo(3);
    assertThat(store.page(ANN, null, 2)).extracting(Block::blocked).containsExactly(BOB, CID);
    assertThat(store.page(ANN, CID, 2)).extracting(Block::blocked).containsExactly(EVE);
  }

  @Test
  void tellsBlocksOfEitherSide() {
    store.add(new Block(ANN, BOB, NOW));
    store.add(new Block(CID, BOB, NOW));

    assertThat(store.blockersOf(BOB, List.of(ANN, CID, EVE))).containsExactlyInAnyOrder(ANN, CID);
    assertThat(store.blockersOf(ANN, List.of(BOB, CID))).isEmpty();
    assertThat(store.blockersOf(BOB, List.of())).isEmpty();
    assertThat(store.between(BOB, ANN)).containsExactly(ANN);
    store.add(new Block(BOB, ANN, NOW));
    assertThat(store.between(ANN, BOB)).containsExactlyInAnyOrder(ANN, BOB);
    assertThat(store.between(ANN, EVE)).isEmpty();
  }
}
