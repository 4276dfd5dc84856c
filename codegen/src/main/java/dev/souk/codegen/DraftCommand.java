package dev.souk.codegen;

import dev.souk.schema.SchemaDraft;
import dev.souk.schema.SchemaMigrator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Drafts the next version of the schema from a database that a developer has changed by hand.
 *
 * <pre>mvn -q -Pdraft -pl codegen -am -Ddraft.url='jdbc:postgresql://localhost/mine?user=me' -Ddraft.name=shops</pre>
 */
public final class DraftCommand {

    private DraftCommand() {}

    /**
     * Prints the two files, or writes them where a folder is named.
     *
     * @param arguments JDBC URL, name of the version, name of the schema, and maybe a folder
     */
    public static void main(String[] arguments) throws IOException {
        // Maven hands over an argument that is empty as null.
        List<String> given = Arrays.stream(arguments)
                .map(argument -> Objects.requireNonNullElse(argument, ""))
                .toList();
        if (given.size() < 3 || given.get(0).isBlank() || given.get(1).isBlank()) {
            throw new IllegalArgumentException(
                    "what to draft from and its name are needed: -Ddraft.url=jdbc:... -Ddraft.name=some_words");
        }
        run(given.get(0), given.get(1), given.get(2), given.size() > 3 ? given.get(3) : "", System.out);
    }

    static void run(String url, String name, String schema, String folder, PrintStream out) throws IOException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        SchemaDraft draft =
                SchemaMigrator.builder(dataSource).schema(schema).build().draft(name);
        if (draft.isEmpty()) {
            out.println("nothing differs");
        } else if (folder.isBlank()) {
            out.println(draft);
        } else {
            write(Path.of(folder, "migration", draft.fileName()), draft.migration(), out);
            write(Path.of(folder, "undo", draft.undoFileName()), draft.undo(), out);
        }
    }

    private static void write(Path file, String script, PrintStream out) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, script, StandardCharsets.UTF_8);
        out.println("wrote " + file);
    }
}
