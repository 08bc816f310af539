-- A task's place in the listings. Nanoseconds since 1970, because a timestamp has no room for them.
create table task (
    id       text collate "C" primary key,
    sequence bigint not null,
    owner    text collate "C" not null,
    context  text collate "C" not null,
    state    text collate "C" not null,
    listed   boolean not null,
    changed  bigint not null
) with (fillfactor = 80);

create index task_unfinished on task (id) where state in ('SUBMITTED', 'WORKING');
create index task_by_state on task (state, changed, id);
create index task_by_owner on task (owner, state, changed, id) where listed;
create index task_by_context on task (context, owner, state, changed, id);

-- json and not jsonb: it keeps every text and number as it was written, also what jsonb refuses (\u0000).
create table event (
    task     text collate "C" not null,
    sequence bigint not null,
    event    json not null,
    primary key (task, sequence)
);

create table snapshot (
    task     text collate "C" primary key,
    sequence bigint not null,
    snapshot json not null
);

create table state (
    key     text collate "C" primary key,
    value   bytea not null,
    expires timestamptz not null
) with (fillfactor = 80);

create index state_expires on state (expires);
