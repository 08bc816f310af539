package dev.drover.agent;

/** Why a step has no answer. */
public enum Missing {
    DECLINED("declined"),
    FAILED("failed"),
    TIMED_OUT("timed-out"),
    BREAKER_OPEN("breaker-open"),
    OVER_LIMIT("over-limit"),
    CANCELLED("cancelled"),
    INPUT_REQUIRED("input-required");

    private final String word;

    Missing(String word) {
        this.word = word;
    }

    /** The word for it in answers, metadata and logs. */
    public String word() {
        return word;
    }
}
