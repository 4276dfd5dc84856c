/** Says that something is happening, before there is anything else to run. */
class Building {

    public static void main(String[] args) {
        System.out.println("Building Souk without its tests; the watch begins in about half a minute ...");
    }
}
