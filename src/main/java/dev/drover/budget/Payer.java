package dev.drover.budget;

/** Whose budgets a call is charged to. */
public record Payer(String caller, String taskId) {}
