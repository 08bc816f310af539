package dev.drover.adapter.dynamodb;

/** The attributes of the table. */
final class Names {
    static final String PARTITION = "pk";
    static final String SORT = "sk";

    /** Of a task's head: its place in listings, and the partitions of the indexes in which it has that place. */
    static final String PLACE = "place";

    static final String ALL = "all";
    static final String OWNED = "owned";
    static final String IN_CONTEXT = "inContext";

    /** Of the head of a task that has to be worked on. */
    static final String OPEN = "open";

    static final String ID = "id";
    static final String OWNER = "owner";
    static final String SEQUENCE = "sequence";

    /** Of a record: its events or its snapshot, or how many parts hold them and under which name. */
    static final String CONTENT = "content";

    static final String PARTS = "parts";
    static final String PART_OF = "partOf";

    static final String VALUE = "value";
    static final String EXPIRES = "expires";
    static final String WRITER = "writer";
    static final String TTL = "ttl";

    private Names() {}
}
