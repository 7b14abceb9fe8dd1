package com.paidhr.messenger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class IdentitySliceIT {
  @Inject UserDirectory directory;
  @Inject FirstAdministrator administrator;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity");
  }

  @Test
  void findsTheAdministratorThatItMade() {
    administrator.ensure("a long enough secret");

    assertThat(directory.byUsernames(List.of("ADMIN"))).hasSize(1);
  }
}
