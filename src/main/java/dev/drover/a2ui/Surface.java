package dev.drover.a2ui;

import dev.drover.message.JsonValues;
import dev.drover.message.Part;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form or a card, in the words of no version.
 *
 * @param id of no other surface that the client has
 * @param data what its fields begin with, by their paths' names
 */
public record Surface(String id, Component root, Map<String, @Nullable Object> data) {
    public Surface {
        data = JsonValues.copy(data);
    }

    /** An id that every call gets anew, and a repeated call again. */
    public static String id(String name, String call) {
        return name + "-" + Integer.toHexString(call.hashCode());
    }

    /** The surface as a client of this version draws it. */
    public List<Part> parts(Version version) {
        return Surfaces.parts(
                version,
                switch (version) {
                    case V0_9 -> new Drawing09(this).messages();
                    case V0_8 -> new Drawing08(this).messages();
                });
    }
}
