package dev.drover.a2a;

/** How much a request may hold, beside the size of its body. */
final class Bounds {
    /** Ids become keys of stores, and no store takes keys of any length. */
    static final int ID_LENGTH = 256;

    /** More than any message of people or programs has, and few enough to go through again and again. */
    static final int PARTS = 1000;

    static final int PAGE_SIZE = 100;
    static final int DEFAULT_PAGE_SIZE = 50;

    private Bounds() {}
}
