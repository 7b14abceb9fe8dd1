package com.paidhr.messenger.media.domain;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where files are kept. Every change is one conditional write, so several nodes may work on one
 * file at once.
 */
public interface FileStore {
  /** The most bytes of a file that lie in memory while it is written or read. */
  int CHUNK = 262_144;

  /**
   * Starts a file. Nothing of it is visible before {@link Writing#complete}; the start is recorded,
   * so that {@link #abandoned} finds it when this process ends in between.
   */
  Writing begin(MediaId id, UserId owner, String name, Instant now);

  /** A complete file that was not condemned. */
  Optional<StoredFile> find(MediaId id);

  /** The complete files among the ids, in no order; absent and condemned ones are left out. */
  List<StoredFile> findAll(Collection<MediaId> ids);

  /** The complete files of the owner in no order, a few in memory at a time. */
  void forEachOf(UserId owner, PersonalRecords.Taker<StoredFile> taker) throws IOException;

  /**
   * The file's bytes from {@code from} on, {@code length} of them. The stream keeps one chunk in
   * memory and fails with an {@code IOException} when the file is erased meanwhile.
   */
  InputStream open(StoredFile file, long from, long length);

  /**
   * Holds a file for a message and postpones its collection. False when the file is gone or
   * condemned.
   */
  boolean hold(MediaId id, AttachmentIntent intent, Instant now, Instant collectAfter);

  /** Ends a hold without a message. */
  void dropHold(MediaId id, AttachmentIntent intent);

  /** Records a carrier, ends the hold and takes the file off the collector's list. */
  void reference(MediaId id, AttachmentIntent intent, MessageId carrier);

  /** Puts those of the owner's files that nothing carries or holds on the collector's list. */
  void collectAllOf(UserId owner, Instant collectAfter);

  /** Removes a carrier and puts the file on the collector's list. */
  void release(MediaId id, MessageId carrier, Instant collectAfter);

  /** The same for the files of several carriers, in one round trip. */
  default void releaseAll(Map<MessageId, List<MediaId>> carried, Instant collectAfter) {
    carried.forEach((carrier, files) -> files.forEach(id -> release(id, carrier, collectAfter)));
  }

  /**
   * Makes the file invisible for ever, unless a message carries or holds it. False when one does or
   * when the file is gone; true again for a file that was condemned before.
   */
  boolean condemn(MediaId id, Instant now);

  /** What files of the owner, and all files, count against a {@link Quota}. */
  Usage usage(UserId owner);

  /** Removes bytes, then what is known of them, and gives them back to the quota. Idempotent. */
  void erase(MediaId id);

  /** Files on the collector's list whose time has come, condemned ones included. */
  List<StoredFile> collectable(Instant now, int limit);

  /**
   * Takes a file that is carried after all off the collector's list; false when nothing carries it.
   */
  boolean keep(MediaId id);

  /** Files that were started before then and not recorded as completed or given up. */
  List<MediaId> abandoned(Instant startedBefore, int limit);

  /**
   * Removes what an abandoned start left. A file that was completed after all stays; then only the
   * record of its start goes, and the answer is false.
   */
  boolean eraseAbandoned(MediaId id);

  /** A file that is being written. */
  interface Writing extends AutoCloseable {

    /** Appends bytes. */
    void write(byte[] bytes, int offset, int length);

    /**
     * All bytes, for one look at them before the file is complete; nothing is appended after it.
     */
    InputStream bytes();

    /**
     * Counts all bytes against the quota; exact under races. They are given back when the file is
     * given up or erased.
     *
     * @return false when they do not fit
     */
    boolean charge(Quota quota);

    /** Makes the file visible to its owner, in one write. */
    StoredFile complete(Content content, Instant now, Instant collectAfter);

    /** Gives the file up and removes its bytes, unless it was completed. */
    @Override
    void close();
  }
}
