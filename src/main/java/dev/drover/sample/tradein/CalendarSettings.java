package dev.drover.sample.tradein;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;

/**
 * How the calendar offers appointments.
 *
 * @param notice the least time between now and an appointment that is offered
 * @param ahead how far ahead appointments are offered and booked
 * @param memory how long a conversation remembers what it was offered
 */
public record CalendarSettings(BusinessHours hours, Duration notice, Duration ahead, Duration memory) {
    /** Half-hour appointments in New York, Monday to Friday from nine to five, two hours to thirty days ahead. */
    public static final CalendarSettings DEFAULT = new CalendarSettings(
            new BusinessHours(
                    ZoneId.of("America/New_York"),
                    LocalTime.of(9, 0),
                    LocalTime.of(17, 0),
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                    Duration.ofMinutes(30)),
            Duration.ofHours(2),
            Duration.ofDays(30),
            Duration.ofDays(1));

    public CalendarSettings {
        if (notice.isNegative()) {
            throw new IllegalArgumentException("notice is 0 or more, not " + notice);
        }
        if (ahead.compareTo(notice) <= 0) {
            throw new IllegalArgumentException("ahead is longer than the notice of " + notice + ", not " + ahead);
        }
        if (!memory.isPositive()) {
            throw new IllegalArgumentException("memory is a positive time, not " + memory);
        }
    }
}
