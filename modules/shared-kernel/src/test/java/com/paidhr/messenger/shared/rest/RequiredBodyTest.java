package com.paidhr.messenger.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredBodyTest {

  record Body() {}

  interface Resource {
    void needsBody(@PathParam("id") String id, Body body, @Context UriInfo uri);

    void takesBody(@PathParam("id") String id, @Nullable Body body);

    void hasNoBody(@HeaderParam("X") @Nullable String header, @Context UriInfo uri);
  }

  @ParameterizedTest
  @CsvSource({"needsBody, false", "takesBody, true", "hasNoBody, true"})
  void learnsFromTheMethodWhetherABodyIsNeeded(String name, boolean optional) {
    Method method =
        Arrays.stream(Resource.class.getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();

    assertThat(RequiredBody.takesNoBody(method)).isEqualTo(optional);
  }
}
