package dev.drover.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Role;
import java.io.IOException;
import java.util.Set;

/**
 * A task's owner: its name, and its reach where that is bounded, so that plans obey it also after a takeover. Its roles
 * are not kept: they are the request's, not the task's.
 */
final class Owners {
    private Owners() {}

    static void write(JsonGenerator json, Caller owner) throws IOException {
        json.writeStringField("owner", owner.name());
        if (!owner.reach().equals(Reach.EVERYTHING)) {
            json.writeStringField("reach", String.join(",", owner.reach().sorted()));
        }
    }

    static Caller read(Members json) {
        String reach = json.textOrNull("reach");
        return reach == null
                ? new Caller(json.text("owner"))
                : new Caller(json.text("owner"), Set.of(Role.CALLER), Reach.of(reach));
    }
}
