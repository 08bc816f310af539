package dev.drover.a2a;

import java.util.Map;

/** An HTTP answer. It is not copied; nobody changes it. To a HEAD request the server sends it without the body. */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {}
