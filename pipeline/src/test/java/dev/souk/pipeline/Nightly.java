package dev.souk.pipeline;

/** How much of a test that chance goes into: a little in a build, and more by {@code -Pfaults}, as the tests of faults have it. */
final class Nightly {

    private Nightly() {}

    /** {@code what} is set by {@code -Dsouk.faults.what=1000}. */
    static int times(String what, int perCommit, int nightly) {
        return Integer.getInteger(
                "souk.faults." + what, Boolean.getBoolean("souk.faults.nightly") ? nightly : perCommit);
    }
}
