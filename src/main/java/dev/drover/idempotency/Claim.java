package dev.drover.idempotency;

/**
 * The task that a request opens, or has opened already. A repeat that finds no such task yet, because the first
 * request is still at it or died over it, may open it under this id: the journal lets one of them succeed.
 *
 * @param first whether this request is the one that opens it
 */
public record Claim(String taskId, boolean first) {}
