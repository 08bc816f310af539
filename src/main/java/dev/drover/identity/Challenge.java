package dev.drover.identity;

/** What the header WWW-Authenticate says (RFC 9110, section 11.6.1; RFC 6750, section 3). */
final class Challenge {
    static final String BEARER = "Bearer realm=\"drover\"";

    /** There is no registered scheme for keys in a header; this is the name that is in use. */
    static final String API_KEY = "ApiKey realm=\"drover\", header=\"X-API-Key\"";

    private Challenge() {}

    /** The reason has no quotes: it is made of fixed words. */
    static String invalidToken(String why) {
        return BEARER + ", error=\"invalid_token\", error_description=\"" + why + "\"";
    }
}
