package dev.drover.adapter.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.JsonUtils;
import co.elastic.logging.logback.EcsEncoder;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line. The keys of a line stand under {@code drover.}, so that none of them meets a field of the
 * schema ({@code agent} is one).
 */
public final class EcsLines extends EcsEncoder {
    @Override
    protected void addCustomFields(ILoggingEvent event, StringBuilder json) {
        if (event.getKeyValuePairs() == null) {
            return;
        }
        for (KeyValuePair pair : event.getKeyValuePairs()) {
            json.append("\"drover.");
            JsonUtils.quoteAsString(pair.key, json);
            json.append("\":");
            if (pair.value instanceof Number || pair.value instanceof Boolean) {
                json.append(pair.value);
            } else {
                json.append('"');
                JsonUtils.quoteAsString(String.valueOf(pair.value), json);
                json.append('"');
            }
            json.append(',');
        }
    }
}
