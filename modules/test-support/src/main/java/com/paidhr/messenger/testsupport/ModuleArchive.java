package com.paidhr.messenger.testsupport;

import org.jboss.shrinkwrap.api.ArchivePaths;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * A slice for Arquillian: the beans of some modules with the kernel's, on the shared embedded
 * stores, in the embedded Weld. What other modules would provide is added by the test as classes of
 * its own.
 *
 * <pre>{@code
 * @Deployment
 * static JavaArchive slice() {
 *   return ModuleArchive.of("identity");
 * }
 * }</pre>
 */
public final class ModuleArchive {
  private static final String BASE = "com.paidhr.messenger.";
  private static final String BEANS =
      """
      <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0"
             bean-discovery-mode="annotated"/>
      """;

  private ModuleArchive() {}

  /**
   * The production classes of the named modules, the kernel's and Jakarta NoSQL's beans, and {@link
   * SliceCaller} as the caller. The database is a new one; Redis is the shared one.
   */
  public static JavaArchive of(String... modules) {
    System.setProperty("mongodb.uri", TestStores.mongoUri());
    System.setProperty("mongodb.database", TestStores.freshDatabase());
    System.setProperty("redis.uri", TestStores.redisUri().toString());
    JavaArchive archive =
        ShrinkWrap.create(JavaArchive.class, String.join("-", modules) + "-slice.jar")
            .addPackages(true, ModuleArchive::isProduction, BASE + "shared")
            .addPackages(true, "org.eclipse.jnosql.mapping", "org.eclipse.jnosql.databases")
            .addClasses(SliceCaller.class, SliceCdi.class)
            .addAsManifestResource(new StringAsset(BEANS), ArchivePaths.create("beans.xml"));
    for (String module : modules) {
      archive.addPackages(true, ModuleArchive::isProduction, BASE + module);
    }
    return archive;
  }

  /** Test classes lie in the same packages; only what a test adds itself belongs to the slice. */
  private static boolean isProduction(org.jboss.shrinkwrap.api.ArchivePath path) {
    String name = path.get();
    return !name.matches(".*(Test|IT|Tests|Fixture|Fixtures)(\\$.*)?\\.class");
  }
}
