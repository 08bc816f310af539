package bench;

/** What is measured, and the least shares of the bare server's rate that are wanted of it. */
enum Kind {
    BARE("bare Vert.x", "", Double.NaN, Double.NaN),
    MEMORY("Drover memory", "memory:", 0.30, 0.20),
    ROCKSDB("Drover rocksdb synced", "rocksdb:./data", 0.20, 0.20);

    final String title;
    final String store;
    final double sends;
    final double streams;

    Kind(String title, String store, double sends, double streams) {
        this.title = title;
        this.store = store;
        this.sends = sends;
        this.streams = streams;
    }

    /** As it is named in the variable SERVERS and in the names of files. */
    String key() {
        return name().toLowerCase();
    }
}
