import dev.souk.schema.OfflineSql;

/** Prints the SQL that makes all tables: java -cp schema/target/classes:model/target/classes .ci/PrintSchema.java 17 */
class PrintSchema {

    public static void main(String[] newest) {
        System.out.println(OfflineSql.inSchema("souk").migrate(0, Integer.parseInt(newest[0])));
    }
}
