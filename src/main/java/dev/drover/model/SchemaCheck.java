package dev.drover.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares values with JSON Schemas. Safe for any number of threads. */
public interface SchemaCheck {
    /** What is wrong with the value, each in a sentence that a model can use; empty where nothing is. */
    List<String> violations(Map<String, @Nullable Object> schema, @Nullable Object value);
}
