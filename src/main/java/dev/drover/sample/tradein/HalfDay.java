package dev.drover.sample.tradein;

import java.time.LocalTime;

/** The part of a day that an appointment lies in. */
enum HalfDay {
    MORNING,
    AFTERNOON;

    static HalfDay of(LocalTime time) {
        return time.isBefore(LocalTime.NOON) ? MORNING : AFTERNOON;
    }
}
