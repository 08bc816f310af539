package dev.drover.adapter.postgres;

/** The statements that need some thought; each is whole or not at all, so none needs a transaction around it. */
final class Statements {
    private Statements() {}

    private static final String EVENTS = " insert into event (task, sequence, event)"
            + " select moved.id, ? + added.n, added.event::json"
            + " from moved, unnest(?::text[]) with ordinality added (event, n)";

    private static final String SNAPSHOT = ", kept as (insert into snapshot (task, sequence, snapshot)"
            + " select moved.id, moved.sequence, ?::json from moved"
            + " on conflict (task) do update set sequence = excluded.sequence, snapshot = excluded.snapshot)";

    private static final String MOVED =
            "with moved as (update task set sequence = ?, state = ?, listed = ?, changed = ?"
                    + " where id = ? and sequence = ? returning id, sequence)";

    /** Adds nothing where there is such a task. */
    static final String OPEN = "with moved as (insert into task (sequence, state, listed, changed, id, owner, context)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing returning id)" + EVENTS;

    /** Adds nothing where the task is not at the expected sequence number. */
    static final String CHANGE = MOVED + EVENTS;

    static final String CHANGE_WITH_SNAPSHOT = MOVED + SNAPSHOT + EVENTS;

    /** For each id and number: the snapshot if the number is 0, and the events from that number on. */
    static final String READ =
            "with wanted as (select * from unnest(?::text[], ?::bigint[]) with ordinality w (task, first, n))"
                    + " select w.n, 0 as sequence, s.snapshot::text from wanted w join snapshot s on s.task = w.task and w.first = 0"
                    + " union all select w.n, e.sequence, e.event::text from wanted w join event e on e.task = w.task"
                    + " and e.sequence >= case when w.first > 0 then w.first"
                    + " else coalesce((select s.sequence from snapshot s where s.task = w.task), 0) + 1 end"
                    + " order by 1, 2";

    private static final String ENDED = "('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')";

    private static final String WITH_ALL_OF_THEM = ", events as (delete from event using gone where task = gone.id)"
            + ", snapshots as (delete from snapshot using gone where task = gone.id)"
            + " select count(*) from gone";

    static final String REMOVE =
            "with gone as (delete from task where id = ? and state in " + ENDED + " returning id)" + WITH_ALL_OF_THEM;

    /** The oldest of the ended ones that changed before a time; those that somebody is about to change come another time. */
    static final String PURGE = "with gone as (delete from task where id in (select t.id from task t join ("
            + "select o.id from unnest(array['COMPLETED', 'FAILED', 'CANCELED', 'REJECTED']) s (state) cross join lateral"
            + " (select id, changed from task where state = s.state and changed < ? order by changed, id limit ?) o"
            + " order by o.changed, o.id limit ?) oldest on oldest.id = t.id for update of t skip locked)"
            + " returning id)" + WITH_ALL_OF_THEM;

    static final String COUNT_ENDED = "select count(*) from task where state in " + ENDED;
}
