package dev.drover.a2a;

/** The members of A2A's requests. */
final class Names {
    static final Member ACCEPTED_OUTPUT_MODES = Member.of("acceptedOutputModes");
    static final Member CONFIGURATION = Member.of("configuration");
    static final Member CONTEXT_ID = Member.of("contextId");
    static final Member DATA = Member.of("data");
    static final Member EXTENSIONS = Member.of("extensions");
    static final Member FILENAME = Member.of("filename");
    static final Member HISTORY_LENGTH = Member.of("historyLength");
    static final Member ID = Member.of("id");
    static final Member INCLUDE_ARTIFACTS = Member.of("includeArtifacts");
    static final Member MEDIA_TYPE = Member.of("mediaType");
    static final Member MESSAGE = Member.of("message");
    static final Member MESSAGE_ID = Member.of("messageId");
    static final Member METADATA = Member.of("metadata");
    static final Member PAGE_SIZE = Member.of("pageSize");
    static final Member PAGE_TOKEN = Member.of("pageToken");
    static final Member PARTS = Member.of("parts");
    static final Member PUSH_CONFIG = Member.of("taskPushNotificationConfig");
    static final Member RAW = Member.of("raw");
    static final Member REFERENCE_TASK_IDS = Member.of("referenceTaskIds");
    static final Member RETURN_IMMEDIATELY = Member.of("returnImmediately");
    static final Member ROLE = Member.of("role");
    static final Member STATUS = Member.of("status");
    static final Member STATUS_TIMESTAMP_AFTER = Member.of("statusTimestampAfter");
    static final Member TASK_ID = Member.of("taskId");
    static final Member TENANT = Member.of("tenant");
    static final Member TEXT = Member.of("text");
    static final Member URL = Member.of("url");

    private Names() {}
}
