package dev.souk.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What hosts are started from: the class path of this JVM, and an archive of its classes as a JVM holds them (application
 * class-data sharing), so that no host unpacks and verifies thousands of them. A host that does a little of everything
 * makes it, it is good until a class changes, and all JVMs that run tests share it.
 *
 * @param options of the JVM of a host
 */
record HostImage(List<String> options) {

    private static final Path FOLDER = Path.of("target", "host-image");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static HostImage shared() {
        return Shared.INSTANCE;
    }

    /** Of an earlier build of this project, compiled in that folder, on the libraries of this one; without an archive. */
    static HostImage ofBuild(Path folder) {
        Path here = Path.of("..").toAbsolutePath().normalize();
        String classPath = classPath()
                .map(entry -> entry.startsWith(here) ? compiled(folder, here.relativize(entry)) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new HostImage(List.of("-cp", classPath));
    }

    /** Classes of the same module, which may be a jar here. */
    private static Path compiled(Path folder, Path entry) {
        String classes = entry.endsWith("test-classes") ? "test-classes" : "classes";
        return folder.resolve(entry.getName(0)).resolve("target").resolve(classes);
    }

    private static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
    }

    private static HostImage make() {
        List<Path> classPath = classPath().filter(Files::exists).toList();
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel lock = FileChannel.open(
                    FOLDER.resolveSibling("host-image.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                Path folder = FOLDER.resolve(version(classPath)).toAbsolutePath();
                Path archive = folder.resolve("hosts.jsa");
                String jars = jars(classPath, folder);
                if (!Files.exists(archive)) {
                    empty(FOLDER);
                    pack(classPath, folder);
                    train(jars, archive);
                }
                return new HostImage(List.of("-XX:SharedArchiveFile=" + archive, "-cp", jars));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no image to start hosts from", e);
        }
    }

    /** Another one when a class or the JVM is another one. */
    private static String version(List<Path> classPath) throws IOException {
        List<String> files = new ArrayList<>(List.of(System.getProperty("java.vm.version")));
        for (Path entry : classPath) {
            try (Stream<Path> below = Files.walk(entry)) {
                for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
                    files.add("%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file)));
                }
            }
        }
        return Integer.toHexString(files.hashCode());
    }

    /** The class path in jars, which is all that can be archived. */
    private static String jars(List<Path> classPath, Path folder) {
        return IntStream.range(0, classPath.size())
                .mapToObj(i -> Files.isDirectory(classPath.get(i)) ? jar(folder, i) : classPath.get(i))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(Path folder, int entry) {
        return folder.resolve(entry + ".jar");
    }

    private static void pack(List<Path> classPath, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < classPath.size(); i++) {
            if (Files.isDirectory(classPath.get(i))) {
                pack(classPath.get(i), jar(folder, i));
            }
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
    }

    /** A JVM without an archive, or with one that is not its own, starts all the same, only slower. */
    private static void train(String jars, Path archive) {
        Path made = archive.resolveSibling("made.jsa");
        try (Scene scene = new Scene(new Random(0))) {
            // What no host did here, each of those that follow has to load, and to make lambdas of, by itself.
            scene.market.showEverything();
            ShortWeeks.begin(scene.tables);
            scene.wish(40, List.of(Wish.Ear.EVERYTHING, Wish.Ear.SALES_TOO), List.of(Wish.Way.values()));
            scene.showMore(40);
            HostProcess host = scene.start(
                    scene.host("trained"), new HostImage(List.of("-XX:ArchiveClassesAtExit=" + made, "-cp", jars)));
            scene.awaitQuiet();
            scene.trade.happen(new Trade.Turn(5, 5, 5, 0));
            scene.awaitQuiet();
            scene.trade.happen(new Trade.Turn(0, 0, 0, 5));
            scene.awaitQuiet();
            host.tellToEnd();
            host.awaitEnd(PATIENCE);
            if (Files.exists(made)) {
                Files.move(made, archive);
            } else {
                System.out.println("hosts start without an archive of classes: " + host.log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Apart, because a host is started to make it. */
    private static final class Shared {

        static final HostImage INSTANCE = make();
    }
}
