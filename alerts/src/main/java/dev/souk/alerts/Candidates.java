package dev.souk.alerts;

/** Is handed the alerts that a listing may satisfy. The same alert can come more than once. */
interface Candidates {

    void accept(CompiledAlert alert);
}
