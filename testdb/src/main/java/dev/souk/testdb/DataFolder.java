package dev.souk.testdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where the files of a server are: in memory where Linux offers that and there is room, else among the temporary files.
 * To copy a database is to make several hundred small files, which takes a disk several times as long.
 */
final class DataFolder implements AutoCloseable {

    /*
     * Each folder has a lock that is held as long as its JVM lives. Whoever makes a folder first deletes those of killed
     * JVMs, for neither memory nor disk is to fill up; a server that has lost its files ends by itself. One lock for all keeps away who
     * would take a folder that is just being made for one that is left over.
     */

    static final Path MEMORY = Path.of("/dev/shm");

    /** Of those who share a machine, each has folders of their own. */
    static final String PREFIX = "souk-postgres-" + System.getProperty("user.name");

    /** Several servers run beside each other, and take some 200 MB at most. */
    private static final long ROOM = 2L << 30;

    /** Of this JVM, which would let go of a lock by looking whether it is held. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path parent) throws IOException {
        folder = Files.createTempDirectory(parent, PREFIX + "-");
        lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        OURS.add(folder);
    }

    /** Makes an empty one. */
    static DataFolder create() throws IOException {
        if (Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM) {
            return in(MEMORY);
        }
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static synchronized DataFolder in(Path parent) throws IOException {
        try (FileChannel all = FileChannel.open(
                parent.resolve(PREFIX + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Until the channel is closed.
            all.lock();
            for (Path left : othersIn(parent)) {
                deleteUnlessHeld(left);
            }
            return new DataFolder(parent);
        }
    }

    private static List<Path> othersIn(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX + "-"))
                    .filter(file -> !OURS.contains(file))
                    .toList();
        }
    }

    private static void deleteUnlessHeld(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                delete(folder);
            }
        } catch (IOException e) {
            // Its server is still writing, or its JVM is deleting it: the next one finds it if it is still there.
        }
    }

    /** Where a server can put its files; nothing is there yet. */
    Path data() {
        return folder.resolve("data");
    }

    /** Deletes it. Its server has ended. */
    @Override
    public void close() throws IOException {
        delete(folder);
        lock.close();
        OURS.remove(folder);
    }

    /** The lock goes last, and with it what others know the folder by. */
    private static void delete(Path folder) throws IOException {
        Path data = folder.resolve("data");
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(folder.resolve("lock"));
        Files.delete(folder);
    }
}
