package dev.drover.a2a;

import org.jspecify.annotations.Nullable;

/**
 * Where in a request a member is; only a violation turns it into text.
 *
 * @param in absent at the top
 * @param index in an array; negative for a member that is not in one
 */
record Place(@Nullable Place in, String name, int index) {
    static Place of(@Nullable Place in, String name) {
        return new Place(in, name, -1);
    }

    Place at(int element) {
        return new Place(in, name, element);
    }

    @Override
    public String toString() {
        String own = index < 0 ? name : name + "[" + index + "]";
        return in == null ? own : in + "." + own;
    }
}
