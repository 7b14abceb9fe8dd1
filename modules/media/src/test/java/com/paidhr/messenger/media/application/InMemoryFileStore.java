package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.domain.Content;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.Quota;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.media.domain.Usage;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps files in maps; obeys the same contract as GridFS. */
final class InMemoryFileStore implements FileStore {
  private record Charge(UserId owner, long bytes) {}

  private final Map<MediaId, StoredFile> files = new HashMap<>();
  private final Map<MediaId, byte[]> bytes = new HashMap<>();
  private final Map<MediaId, Instant> starts = new HashMap<>();
  private final Map<MediaId, Instant> collectAfter = new HashMap<>();
  private final Map<MediaId, Charge> charged = new HashMap<>();
  private final Set<MediaId> condemned = new HashSet<>();

  @Override
  public Writing begin(MediaId id, UserId owner, String name, Instant now) {
    starts.put(id, now);
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    return new Writing() {
      @Override
      public void write(byte[] source, int offset, int length) {
        buffer.write(source, offset, length);
      }

      @Override
      public InputStream bytes() {
        return new ByteArrayInputStream(buffer.toByteArray());
      }

      @Override
      public boolean charge(Quota quota) {
        boolean fits = usage(owner).room(quota) >= buffer.size();
        if (fits) {
          charged.put(id, new Charge(owner, buffer.size()));
        }
        return fits;
      }

      @Override
      public StoredFile complete(Content content, Instant at, Instant collectable) {
        StoredFile file =
            new StoredFile(id, owner, name, buffer.size(), content, at, List.of(), List.of(), null);
        files.put(id, file);
        bytes.put(id, buffer.toByteArray());
        collectAfter.put(id, collectable);
        starts.remove(id);
        return file;
      }

      @Override
      public void close() {
        starts.remove(id);
        if (!files.containsKey(id)) {
          charged.remove(id);
        }
      }
    };
  }

  @Override
  public Usage usage(UserId owner) {
    return new Usage(
        charged.values().stream()
            .filter(charge -> charge.owner().equals(owner))
            .mapToLong(Charge::bytes)
            .sum(),
        charged.values().stream().mapToLong(Charge::bytes).sum());
  }

  int count() {
    return files.size();
  }

  @Override
  public Optional<StoredFile> find(MediaId id) {
    return Optional.ofNullable(files.get(id)).filter(file -> !condemned.contains(id));
  }

  @Override
  public List<StoredFile> findAll(Collection<MediaId> ids) {
    return ids.stream().distinct().map(this::find).flatMap(Optional::stream).toList();
  }

  @Override
  public void forEachOf(UserId owner, PersonalRecords.Taker<StoredFile> taker) throws IOException {
    for (MediaId id : List.copyOf(files.keySet())) {
      Optional<StoredFile> own = find(id).filter(file -> file.owner().equals(owner));
      if (own.isPresent()) {
        taker.take(own.get());
      }
    }
  }

  @Override
  public InputStream open(StoredFile file, long from, long length) {
    return new InputStream() {
      private long position = from;

      @Override
      public int read() throws IOException {
        if (position == from + length) {
          return -1;
        }
        byte[] content = bytes.get(file.id());
        if (content == null) {
          throw new IOException("erased");
        }
        return content[(int) position++] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
          return 0;
        }
        int one = read();
        if (one >= 0) {
          target[offset] = (byte) one;
        }
        return one < 0 ? -1 : 1;
      }
    };
  }

  @Override
  public boolean hold(MediaId id, AttachmentIntent intent, Instant now, Instant collectable) {
    return change(id, file -> with(file, file.references(), plus(file.holds(), intent), now))
        && collectAt(id, collectable);
  }

  @Override
  public void dropHold(MediaId id, AttachmentIntent intent) {
    change(id, file -> with(file, file.references(), minus(file.holds(), intent), file.heldAt()));
  }

  @Override
  public void reference(MediaId id, AttachmentIntent intent, MessageId carrier) {
    boolean changed =
        change(
            id,
            file ->
                with(
                    file,
                    plus(file.references(), carrier),
                    minus(file.holds(), intent),
                    file.heldAt()));
    if (changed) {
      collectAfter.remove(id);
    }
  }

  @Override
  public void release(MediaId id, MessageId carrier, Instant collectable) {
    if (find(id).filter(file -> file.references().contains(carrier)).isPresent()) {
      change(
          id, file -> with(file, minus(file.references(), carrier), file.holds(), file.heldAt()));
      collectAt(id, collectable);
    }
  }

  @Override
  public boolean condemn(MediaId id, Instant now) {
    StoredFile file = files.get(id);
    if (file == null || !file.references().isEmpty() || !file.holds().isEmpty()) {
      return false;
    }
    condemned.add(id);
    return collectAt(id, now);
  }

  @Override
  public void erase(MediaId id) {
    charged.remove(id);
    bytes.remove(id);
    files.remove(id);
    starts.remove(id);
    collectAfter.remove(id);
  }

  @Override
  public List<StoredFile> collectable(Instant now, int limit) {
    return files.values().stream()
        .filter(file ->
            collectAfter.containsKey(file.id()) && !collectAfter.get(file.id()).isAfter(now))
        .limit(limit)
        .toList();
  }

  @Override
  public boolean keep(MediaId id) {
    if (!files.containsKey(id) || files.get(id).references().isEmpty()) {
      return false;
    }
    collectAfter.remove(id);
    return true;
  }

  @Override
  public List<MediaId> abandoned(Instant startedBefore, int limit) {
    return starts.entrySet().stream()
        .filter(start -> start.getValue().isBefore(startedBefore))
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  @Override
  public boolean eraseAbandoned(MediaId id) {
    if (files.containsKey(id)) {
      starts.remove(id);
      return false;
    }
    erase(id);
    return true;
  }

  @Override
  public void collectAllOf(UserId owner, Instant time) {
    files.values().stream()
        .filter(file -> file.owner().equals(owner))
        .filter(file -> file.references().isEmpty() && file.holds().isEmpty())
        .forEach(file -> collectAfter.put(file.id(), time));
  }

  private boolean change(MediaId id, UnaryOperator<StoredFile> change) {
    Optional<StoredFile> file = find(id);
    file.ifPresent(present -> files.put(id, change.apply(present)));
    return file.isPresent();
  }

  private boolean collectAt(MediaId id, Instant time) {
    collectAfter.put(id, time);
    return true;
  }

  private static StoredFile with(
      StoredFile file,
      List<MessageId> references,
      List<AttachmentIntent> holds,
      @Nullable Instant heldAt) {
    return new StoredFile(
        file.id(),
        file.owner(),
        file.name(),
        file.size(),
        file.content(),
        file.createdAt(),
        references,
        holds,
        heldAt);
  }

  private static <T> List<T> plus(List<T> list, T item) {
    return list.contains(item) ? list : Stream.concat(list.stream(), Stream.of(item)).toList();
  }

  private static <T> List<T> minus(List<T> list, T item) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(item);
    return List.copyOf(rest);
  }
}
