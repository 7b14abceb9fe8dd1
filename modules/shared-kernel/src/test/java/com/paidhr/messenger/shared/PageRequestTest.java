package com.paidhr.messenger.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

  @Test
  void startsWithTheDefault() {
    PageRequest request = PageRequest.of(null, null);

    assertThat(request.limit()).isEqualTo(50);
    assertThat(request.after()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200})
  void acceptsLimitsWithinBounds(int limit) {
    assertThat(PageRequest.limitOf(limit)).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE})
  void refusesLimitsOutsideOfBounds(int limit) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> PageRequest.limitOf(limit))
        .satisfies(refusal -> {
          assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
          assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly("limit");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "room.7", "näme 月 😀", "\u0000/+=&?"})
  void understandsItsOwnCursors(String position) {
    String cursor = PageRequest.encode(position);

    assertThat(cursor).matches("[A-Za-z0-9_-]*");
    assertThat(PageRequest.of(1, cursor).after()).contains(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a b", "====", "ä", "a", "_w"})
  void refusesForeignCursors(String cursor) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> PageRequest.of(1, cursor))
        .satisfies(refusal ->
            assertThat(refusal.violations())
                .extracting(Violation::pointer)
                .containsExactly("cursor"));
  }

  @Test
  void knowsFromTheSurplusThatAnotherPageFollows() {
    List<Integer> three = IntStream.rangeClosed(1, 3).boxed().toList();

    Page<Integer> page = Page.ofSurplus(three, 2, item -> "after-" + item);
    assertThat(page.items()).containsExactly(1, 2);
    assertThat(page.next()).isEqualTo("after-2");

    Page<Integer> last = Page.ofSurplus(three, 3, item -> "after-" + item);
    assertThat(last.items()).containsExactly(1, 2, 3);
    assertThat(last.next()).isNull();
    assertThat(Page.ofSurplus(List.<Integer>of(), 3, Object::toString).items()).isEmpty();
  }

  @Test
  void keepsTheCursorWhenItemsAreShownOtherwise() {
    assertThat(new Page<>(List.of(1), "c").map(item -> "n" + item))
        .isEqualTo(new Page<>(List.of("n1"), "c"));
  }
}
