-- Counters that boards are drawn from. They say nothing that is not said elsewhere: every row can be
-- thrown away and counted again (capabilities/overview/rebuild.ts). Writes belong to capabilities/overview only.
create schema overview;

-- 日计数: what happened in a compound on a day. Columns are those of measures.ts.
create table overview.counter (
  compound_id    uuid not null,
  day            date not null,
  rounds_due     int not null default 0,
  rounds_running int not null default 0,
  rounds_done    int not null default 0,
  rounds_late    int not null default 0,
  rounds_suspect int not null default 0,
  rounds_excused int not null default 0,
  rounds_missed  int not null default 0,
  scans          int not null default 0,
  reported       int not null default 0,
  registered     int not null default 0,
  rectified      int not null default 0,
  rejected       int not null default 0,
  closed         int not null default 0,
  went_overdue   int not null default 0,
  constraint counter_pkey primary key (compound_id, day)
) with (fillfactor = 80);

-- 汇总: the same, summed for everything a compound lies within: its places and the organisations that run it.
create table overview.rollup (
  place_id       uuid not null,
  day            date not null,
  rounds_due     int not null default 0,
  rounds_running int not null default 0,
  rounds_done    int not null default 0,
  rounds_late    int not null default 0,
  rounds_suspect int not null default 0,
  rounds_excused int not null default 0,
  rounds_missed  int not null default 0,
  scans          int not null default 0,
  reported       int not null default 0,
  registered     int not null default 0,
  rectified      int not null default 0,
  rejected       int not null default 0,
  closed         int not null default 0,
  went_overdue   int not null default 0,
  constraint rollup_pkey primary key (place_id, day)
) with (fillfactor = 50); -- a city's row of today is written with every batch: leave it room to stay on its page

-- 归属: under which places and organisations a compound is counted now.
create table overview.reach (
  compound_id uuid not null,
  above       uuid[] not null,                -- its `within` without itself
  constraint reach_pkey primary key (compound_id)
);

-- 已计隐患: every open hazard, as it has been counted. What moved is the difference to the hazard as it is.
create table overview.counted (
  compound_id uuid not null,
  hazard_id   uuid not null,
  opened_on   date not null,
  grade       int not null,
  wait        text not null,                  -- on whom it waits (measures.ts)
  overdue     boolean not null,
  constraint counted_pkey primary key (compound_id, hazard_id)
);

-- 现状: how many hazards are open at a place or an organisation now, by grade, by delay and by whom they wait for.
create table overview.gauge (
  place_id       uuid not null,
  open_1         int not null default 0,
  open_2         int not null default 0,
  open_3         int not null default 0,
  open_4         int not null default 0,
  overdue_1      int not null default 0,
  overdue_2      int not null default 0,
  overdue_3      int not null default 0,
  overdue_4      int not null default 0,
  wait_register  int not null default 0,
  wait_assign    int not null default 0,
  wait_rectify   int not null default 0,
  wait_accept    int not null default 0,
  wait_close     int not null default 0,
  wait_elsewhere int not null default 0,
  constraint gauge_pkey primary key (place_id)
) with (fillfactor = 50);

-- 存量: the open hazards of a place by the day they were opened; ages follow from it without anything moving.
create table overview.backlog (
  place_id  uuid not null,
  opened_on date not null,
  open_1    int not null default 0,
  open_2    int not null default 0,
  open_3    int not null default 0,
  open_4    int not null default 0,
  constraint backlog_pkey primary key (place_id, opened_on)
) with (fillfactor = 50);

-- The figures of a day, whoever's they are.
create view overview.figure as
select compound_id as place_id, day, rounds_due, rounds_running, rounds_done, rounds_late, rounds_suspect,
       rounds_excused, rounds_missed, scans, reported, registered, rectified, rejected, closed,
       went_overdue
  from overview.counter
 union all
select place_id, day, rounds_due, rounds_running, rounds_done, rounds_late, rounds_suspect,
       rounds_excused, rounds_missed, scans, reported, registered, rectified, rejected, closed,
       went_overdue
  from overview.rollup;

-- Rounds as patrols knows them. A round is counted on the day its window opens.
create view overview.round_truth as
select compound_id, day, count(*)::int as rounds_due,
       count(*) filter (where state = 'due' and started_at is not null)::int as rounds_running,
       count(*) filter (where state = 'done')::int as rounds_done,
       count(*) filter (where state = 'late')::int as rounds_late,
       count(*) filter (where state = 'suspect')::int as rounds_suspect,
       count(*) filter (where state = 'excused')::int as rounds_excused,
       count(*) filter (where state = 'missed')::int as rounds_missed,
       sum(scans)::int as scans
  from patrols.round
 group by compound_id, day;

-- What was done about hazards, as hazards knows it. An act is counted on the day the server learned of it:
-- what a phone without signal reports late must not change a day that everybody has already read.
create view overview.hazard_truth as
select compound_id, ((recorded_at at time zone 'Asia/Shanghai'))::date as day,
       count(*) filter (where act = 'report')::int as reported,
       count(*) filter (where act = 'register')::int as registered,
       count(*) filter (where act in ('rectify', 'rectify-on-spot'))::int as rectified,
       count(*) filter (where act = 'reject')::int as rejected,
       count(*) filter (where act = 'close')::int as closed,
       count(*) filter (where act = 'overdue')::int as went_overdue
  from hazards.act
 group by compound_id, 2;

-- What the counters must say.
create view overview.counter_truth as
select compound_id, day,
       coalesce(rounds_due, 0) as rounds_due, coalesce(rounds_running, 0) as rounds_running,
       coalesce(rounds_done, 0) as rounds_done, coalesce(rounds_late, 0) as rounds_late,
       coalesce(rounds_suspect, 0) as rounds_suspect, coalesce(rounds_excused, 0) as rounds_excused,
       coalesce(rounds_missed, 0) as rounds_missed, coalesce(scans, 0) as scans,
       coalesce(reported, 0) as reported, coalesce(registered, 0) as registered,
       coalesce(rectified, 0) as rectified, coalesce(rejected, 0) as rejected,
       coalesce(closed, 0) as closed, coalesce(went_overdue, 0) as went_overdue
  from overview.round_truth full join overview.hazard_truth using (compound_id, day);

-- Open hazards as they count: since when, how grave, whose move it is, and whether the deadline was missed.
create view overview.open_truth as
select compound_id, hazard_id, opened_on, grade::int as grade,
       case state when 'reported' then 'register' when 'registered' then 'assign'
                  when 'assigned' then 'rectify' when 'rectified' then 'accept'
                  when 'accepted' then 'close' else 'elsewhere' end as wait,
       state in ('registered', 'assigned') and overdue_at is not null as overdue
  from hazards.standing
 where is_open;
