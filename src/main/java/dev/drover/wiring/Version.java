package dev.drover.wiring;

/** Which Drover this is. */
final class Version {
    private Version() {}

    /** As the jar's manifest says; {@code dev} when it runs from classes. */
    static String own() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
