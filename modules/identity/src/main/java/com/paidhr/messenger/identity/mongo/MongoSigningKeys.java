package com.paidhr.messenger.identity.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.paidhr.messenger.identity.token.SigningKey;
import com.paidhr.messenger.identity.token.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.util.Comparator;
import java.util.List;

/** Signing keys through Jakarta NoSQL. */
@ApplicationScoped
class MongoSigningKeys implements SigningKeys {
  private final Template template;

  @Inject
  MongoSigningKeys(Template template) {
    this.template = template;
  }

  @Override
  public List<SigningKey> all() {
    return template.select(SigningKeyDocument.class).<SigningKeyDocument>stream()
        .map(SigningKeyDocument::toKey)
        .sorted(Comparator.comparingLong(SigningKey::number))
        .toList();
  }

  @Override
  public boolean add(SigningKey key) {
    try {
      template.insert(SigningKeyDocument.of(key));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void remove(SigningKey key) {
    template.delete(SigningKeyDocument.class, SigningKeyDocument.idOf(key));
  }
}
