package bench;

/**
 * What was measured of one server. A time is in milliseconds, a memory in mebibytes, a CPU time in microseconds.
 *
 * @param fanOut the time over the slowest agent; empty for a server without agents
 */
record Figures(
        Kind kind,
        double start,
        double memoryStarted,
        double memoryLoaded,
        Outcome sends,
        double cpuPerSend,
        Outcome streams,
        double cpuPerStream,
        Latencies fanOut,
        long wrong) {}
