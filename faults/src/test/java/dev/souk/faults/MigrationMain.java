package dev.souk.faults;

import dev.souk.schema.SchemaMigrator;

/** A host that migrates a database, by its port and name, and ends. */
final class MigrationMain {

    private MigrationMain() {}

    public static void main(String[] arguments) {
        SchemaMigrator.over(FaultyPostgres.dataSource(arguments[1], Integer.parseInt(arguments[0])))
                .migrate();
    }
}
