-- Patrols: routes and their versions, rounds, scans, findings. Writes belong to capabilities/patrols only.
create schema patrols;

-- 巡查路线. What it asks for stands in its versions: a change makes a new one and leaves the past alone.
create table patrols.route (
  compound_id   uuid not null references places.compound,
  id            uuid not null,
  retired_on    date,                        -- last day it was walked
  usual_seconds int,                         -- median walk of the last thirty days; what "too fast" is measured by
  primary key (compound_id, id)
);

-- 路线版本: in force from a day to a day. Never updated, but for its end.
create table patrols.route_version (
  compound_id   uuid not null,
  route_id      uuid not null,
  version       int not null,
  name          text not null,
  purpose       text not null,
  ordered       boolean not null,            -- points are walked in their order
  grace_minutes int not null,                -- after the window's end and still in time
  weekdays      smallint[] not null,         -- ISO: 1 Monday … 7 Sunday, of the day the window opens
  from_on       date not null,
  to_on         date,
  superseded_at timestamptz,                 -- replaced before it came into force
  planned_at    timestamptz not null,        -- a window that opened before it is nobody's duty
  planned_by    uuid not null,
  points        int not null,
  primary key (compound_id, route_id, version),
  constraint route_version_of_route foreign key (compound_id, route_id) references patrols.route (compound_id, id),
  constraint route_version_purpose_known check (purpose in ('general', 'fire', 'e-bike', 'facility')),
  constraint route_version_ends_after_it_begins check (to_on is null or to_on >= from_on or superseded_at is not null),
  constraint route_version_grace_fits check (grace_minutes between 0 and 30),
  constraint route_version_weekdays_known check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0)
);

-- 班次: a window of the day. It may cross midnight: it opens at a clock time and lasts for minutes.
create table patrols.slot (
  compound_id uuid not null,
  route_id    uuid not null,
  version     int not null,
  slot        int not null,
  opens       time not null,
  minutes     int not null,
  primary key (compound_id, route_id, version, slot),
  constraint slot_of_version foreign key (compound_id, route_id, version)
    references patrols.route_version (compound_id, route_id, version),
  constraint slot_lasts check (minutes between 10 and 720)
);

create table patrols.route_point (
  compound_id        uuid not null,
  route_id           uuid not null,
  version            int not null,
  seq                int not null,
  checkpoint_id      uuid not null,
  not_before_minutes int,                    -- after the window opens
  min_seconds        int not null default 0, -- since the point scanned before
  question           text,                   -- asked at the point
  primary key (compound_id, route_id, version, seq),
  constraint route_point_once unique (compound_id, route_id, version, checkpoint_id),
  constraint route_point_of_version foreign key (compound_id, route_id, version)
    references patrols.route_version (compound_id, route_id, version),
  constraint route_point_checkpoint foreign key (compound_id, checkpoint_id)
    references places.checkpoint (compound_id, id)
);

-- 巡查班: one window of one day. Its counts are those of round.ts over all its scans.
create table patrols.round (
  compound_id   uuid not null,
  id            uuid not null,               -- patrols.round_id(route, day, slot)
  route_id      uuid not null,
  version       int not null,                -- the route of that day; the round is judged by it for ever
  slot          int not null,
  purpose       text not null default 'general',
  day           date not null,               -- on which the window opens
  opens_at      timestamptz not null,
  due_at        timestamptz not null,        -- end of the window
  late_at       timestamptz not null,        -- end of the grace: from here on a point is late
  closes_at     timestamptz not null,        -- from here on a point is missed
  usual_seconds int,
  points        int not null,
  done          int not null default 0,
  late          int not null default 0,
  suspect       int not null default 0,
  excused       int not null default 0,
  missed        int not null default 0,
  scans         int not null default 0,
  state         text not null default 'due',
  leads         text[] not null default '{}',-- doubts about the round as a whole
  walker_id     uuid,
  first_walker_id uuid,                      -- who began it, whoever it was handed to
  started_at    timestamptz,
  first_at      timestamptz,                 -- claimed time of the first and the last scan that count
  last_at       timestamptz,
  ended_at      timestamptz,                 -- ended early
  end_code      text,
  end_note      text,
  settled_at    timestamptz,                 -- when its outcome was first recorded
  rejudged_at   timestamptz,                 -- when a late arrival changed that outcome
  told_at       timestamptz,                 -- when the manager was told of how it stands
  primary key (compound_id, id),
  constraint round_of_version foreign key (compound_id, route_id, version)
    references patrols.route_version (compound_id, route_id, version),
  constraint round_state_known check (state in ('due', 'done', 'late', 'suspect', 'excused', 'missed')),
  constraint round_times_in_order check (opens_at < due_at and due_at <= late_at and late_at <= closes_at),
  constraint round_counts_fit check (done + late + suspect + excused + missed <= points),
  constraint round_end_has_reason check ((ended_at is null) = (end_code is null)),
  constraint round_settled_unless_due check (state <> 'due' or settled_at is null)
);
create index round_by_compound on patrols.round (compound_id, day, opens_at);
create index round_by_route on patrols.round (compound_id, route_id, opens_at desc);
create index round_by_state on patrols.round (day, state, purpose, opens_at, id) include (compound_id);
create index round_unsettled on patrols.round (closes_at) where settled_at is null;
create index round_untold on patrols.round (settled_at)
  where told_at is null and (state in ('missed', 'late') or rejudged_at is not null);

-- 移交: the round went to another guard; who had it stays on file.
create table patrols.hand_over (
  compound_id uuid not null,
  round_id    uuid not null,
  id          uuid not null,
  from_id     uuid not null,
  to_id       uuid not null,
  by          uuid not null,
  at          timestamptz not null,
  reason      text not null,
  primary key (compound_id, round_id, id),
  constraint hand_over_of_round foreign key (compound_id, round_id) references patrols.round (compound_id, id),
  constraint hand_over_to_another check (from_id <> to_id)
);

-- 处理意见: a manager's word on a point of a round, or on the whole of it. Never updated; the last one counts.
create table patrols.decision (
  compound_id   uuid not null,
  round_id      uuid not null,
  id            uuid not null,
  checkpoint_id uuid,                        -- null: the whole round
  kind          text not null,
  reason        text not null,
  by            uuid not null,
  at            timestamptz not null,
  primary key (compound_id, round_id, id),
  constraint decision_of_round foreign key (compound_id, round_id) references patrols.round (compound_id, id),
  constraint decision_kind_known check (kind in ('excused', 'accepted', 'rejected'))
);

-- 打点: a reading. Kept as it came and never updated; what it counts for is judged with all scans of its round.
-- Partitioned by the day of its round, not by the time it claims: a phone that believes in 2099 opens no drawer.
create table patrols.scan (
  compound_id   uuid not null,
  day           date not null,               -- of the round
  round_id      uuid not null,
  id            uuid not null,               -- made by the device: sent twice, it counts once
  checkpoint_id uuid not null,
  by            uuid not null,
  device_id     uuid,
  at            timestamptz not null,        -- claimed: when the guard stood there
  received_at   timestamptz not null,        -- known: when the server heard of it
  method        text not null,
  verdict       text not null,               -- as the device was told on receipt
  reasons       text[] not null,
  answer        text,
  photo         text,                        -- sha256 of evidence
  lng           double precision,
  lat           double precision,
  accuracy_m    real,
  datum         text,
  constraint scan_pkey primary key (compound_id, day, round_id, id),
  constraint scan_method_known check (method in ('token', 'nfc', 'code')),
  constraint scan_verdict_known check (verdict in ('counted', 'late', 'doubtful', 'outside'))
) partition by range (day);
create table patrols.scan_default partition of patrols.scan default;

-- 巡查发现
create table patrols.finding (
  compound_id   uuid not null,
  id            uuid not null,
  round_id      uuid,
  checkpoint_id uuid not null,
  type_code     text not null,
  note          text not null,
  photos        text[] not null,
  by            uuid not null,
  at            timestamptz not null,
  received_at   timestamptz not null,
  primary key (compound_id, id),
  constraint finding_of_round foreign key (compound_id, round_id) references patrols.round (compound_id, id),
  constraint finding_at_checkpoint foreign key (compound_id, checkpoint_id)
    references places.checkpoint (compound_id, id),
  constraint finding_type_shaped check (type_code ~ '^[A-Z][A-Z0-9]{1,9}-[0-9]{2,3}$')
);
create index finding_by_round on patrols.finding (compound_id, round_id);

/* A round has the same name whoever plans it, so planning a day twice plans it once. */
create function patrols.round_id(route_id uuid, day date, slot int) returns uuid
  language sql immutable parallel safe
  return overlay(overlay(
    substr(encode(sha256(convert_to(
      route_id || '/' || (day - date '2000-01-01') || '/' || slot, 'UTF8')), 'hex'), 1, 32)
    placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid;

-- What a version asks to be walked: its points with what places knows of them.
create view patrols.plan_point as
select point.compound_id, point.route_id, point.version, point.seq, point.checkpoint_id,
       point.not_before_minutes, point.min_seconds, point.question,
       checkpoint.number, checkpoint.name, checkpoint.kind, checkpoint.proof, checkpoint.building_id,
       checkpoint.location, checkpoint.floor, checkpoint.lng, checkpoint.lat, checkpoint.datum,
       checkpoint.nfc, checkpoint.code, checkpoint.key_version, checkpoint.to_on
  from patrols.route_point point
  join places.checkpoint on checkpoint.compound_id = point.compound_id
                        and checkpoint.id = point.checkpoint_id;

-- The windows and the points of a version, in the shape of route.ts.
create function patrols.slots_of(version patrols.route_version) returns json language sql stable as $$
  select json_agg(json_build_object('opens', to_char(opens, 'HH24:MI'), 'minutes', minutes) order by slot)
    from patrols.slot
   where slot.compound_id = version.compound_id and slot.route_id = version.route_id
     and slot.version = version.version
$$;
create function patrols.points_of(version patrols.route_version) returns json language sql stable as $$
  select json_agg(json_build_object(
           'checkpointId', checkpoint_id, 'seq', seq, 'proof', proof,
           'notBeforeMinutes', not_before_minutes, 'minSeconds', min_seconds, 'question', question,
           'position', case when lng is not null then json_build_object(
             'lng', lng, 'lat', lat, 'datum', datum) end,
           'number', number, 'name', name, 'kind', kind, 'toOn', to_on) order by seq)
    from patrols.plan_point point
   where point.compound_id = version.compound_id and point.route_id = version.route_id
     and point.version = version.version
$$;

-- The checkpoints of a compound with fingerprints of what they are recognised by; scan.ts makes the same ones.
create function patrols.checkpoints_of(compound uuid, day date) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object(
           'id', id, 'number', number, 'name', name, 'kind', kind, 'location', location, 'floor', floor,
           'proof', proof, 'keyVersion', key_version,
           'codeHash', encode(sha256(convert_to(id || ':' || code, 'UTF8')), 'hex'),
           'tagHash', encode(sha256(convert_to(
             id || ':' || lower(regexp_replace(nfc, '[^0-9A-Za-z]', '', 'g')), 'UTF8')), 'hex'))
           order by number), '[]')
    from places.checkpoint
   where compound_id = compound and from_on <= day and (to_on is null or to_on >= day)
$$;

-- A round with all that round.ts judges it by, in the shape of wire.ts. For one round at a time.
create view patrols.round_plan as
select round.*, version.name, version.ordered, place.name as compound_name, place.within,
       -- Bare values in a fixed order (PointRow): this is read with every batch of scans.
       (select json_agg(json_build_array(
                 point.checkpoint_id, point.seq, point.proof, point.not_before_minutes, point.min_seconds,
                 point.question, point.lng, point.lat, point.datum, point.number, point.name, point.kind,
                 point.location, point.floor, point.nfc, point.code, point.key_version) order by point.seq)
          from patrols.plan_point point
         where point.compound_id = round.compound_id and point.route_id = round.route_id
           and point.version = round.version
           and (point.to_on is null or point.to_on >= round.day)) as plan_points,
       (select json_agg(json_build_object('checkpointId', checkpoint_id, 'kind', kind) order by at, id)
          from patrols.decision
         where decision.compound_id = round.compound_id and decision.round_id = round.id) as decisions,
       (select json_agg(json_build_object('toId', to_id, 'at', at) order by at, id)
          from patrols.hand_over
         where hand_over.compound_id = round.compound_id and hand_over.round_id = round.id) as hand_overs,
       case when round.scans > 0 then
         (select json_agg(json_build_object(
                   'id', id, 'checkpointId', checkpoint_id, 'by', by, 'deviceId', device_id,
                   'at', at, 'receivedAt', received_at, 'method', method, 'answer', answer, 'photo', photo,
                   'position', case when lng is not null then json_build_object(
                     'lng', lng, 'lat', lat, 'datum', datum, 'accuracyM', accuracy_m) end))
            from patrols.scan
           where scan.compound_id = round.compound_id and scan.day = round.day
             and scan.round_id = round.id) end as known_scans
  from patrols.round
  join patrols.route_version version using (compound_id, route_id, version)
  join places.place on place.id = round.compound_id;

-- The rounds that the versions in force ask for on a day, for every compound at once.
create function patrols.planned_round(today date)
returns table (
  compound_id uuid, id uuid, route_id uuid, version int, slot int, purpose text, day date,
  opens_at timestamptz, due_at timestamptz, grace_minutes int, usual_seconds int, points int)
  language sql stable as $$
  select v.compound_id, patrols.round_id(v.route_id, today, slot.slot), v.route_id, v.version, slot.slot,
         v.purpose, today,
         opening.at, opening.at + make_interval(mins => slot.minutes),
         v.grace_minutes, route.usual_seconds, v.points - coalesce(gone.points, 0)
    from patrols.route_version v
    join patrols.route on route.compound_id = v.compound_id and route.id = v.route_id
    join patrols.slot on slot.compound_id = v.compound_id and slot.route_id = v.route_id
                     and slot.version = v.version
    left join (select point.compound_id, point.route_id, point.version, count(*)::int as points
                 from places.checkpoint
                 join patrols.route_point point on point.compound_id = checkpoint.compound_id
                                               and point.checkpoint_id = checkpoint.id
                where checkpoint.to_on < today
                group by point.compound_id, point.route_id, point.version) gone
      on gone.compound_id = v.compound_id and gone.route_id = v.route_id and gone.version = v.version
   cross join lateral (select (today + slot.opens) at time zone 'Asia/Shanghai' as at) opening
   where v.superseded_at is null and v.from_on <= today and (v.to_on is null or v.to_on >= today)
     and extract(isodow from today)::smallint = any(v.weekdays)
     and (route.retired_on is null or route.retired_on >= today)
     and opening.at >= v.planned_at
     and v.points > coalesce(gone.points, 0)
$$;

-- The strip of a round: minutes since its window opened, and what each scan counted for on receipt.
create function patrols.ticks_of(compound uuid, of_day date, round uuid, opens_at timestamptz, scans int)
returns json language sql stable as $$
  select case when scans = 0 then '[]' else (
    select json_agg(json_build_array(round(extract(epoch from scan.at - opens_at) / 60), scan.verdict))
      from patrols.scan
     where scan.compound_id = compound and scan.day = of_day and scan.round_id = round) end
$$;

-- How many rounds of a route have been missed one after the other, up to and with this one.
create function patrols.missed_in_a_row(this patrols.round) returns int language sql stable as $$
  select coalesce(min(back) filter (where state <> 'missed'), max(back) + 1, 1)::int
    from (select earlier.state, row_number() over (order by earlier.opens_at desc) as back
            from patrols.round earlier
           where earlier.compound_id = this.compound_id and earlier.route_id = this.route_id
             and earlier.opens_at < this.opens_at
           order by earlier.opens_at desc
           limit 20) before
$$;

-- The median walk of each route over the thirty days before a day, from rounds that were walked whole.
create function patrols.usual_walk(before date)
returns table (compound_id uuid, route_id uuid, seconds int) language sql stable as $$
  select compound_id, route_id,
         percentile_cont(0.5) within group (order by extract(epoch from last_at - first_at))::int
    from patrols.round
   where day >= before - 30 and day < before and done + late = points and points > 1
   group by compound_id, route_id
$$;

-- Who holds one of these posts at one of these places or organisations.
create function patrols.holders(anchors uuid[], kinds text[], at timestamptz) returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct person_id), '{}')
    from identity.post
   where at_id = any(anchors) and kind = any(kinds)
     and from_on <= (at at time zone 'Asia/Shanghai')::date
     and (to_on is null or to_on >= (at at time zone 'Asia/Shanghai')::date)
     and (ended_at is null or ended_at > at)
$$;

-- 每日巡查计数: rounds of a compound and day by state. Counted from rounds, never from scans.
create view patrols.day_count as
select compound_id, day, count(*)::int as rounds,
       count(*) filter (where state = 'due')::int as due,
       count(*) filter (where state = 'done')::int as done,
       count(*) filter (where state = 'late')::int as late,
       count(*) filter (where state = 'suspect')::int as suspect,
       count(*) filter (where state = 'excused')::int as excused,
       count(*) filter (where state = 'missed')::int as missed
  from patrols.round
 group by compound_id, day;

/* Makes the drawer of a month, and moves into it what the default one caught meanwhile. */
create function patrols.make_scan_month(month date) returns void language plpgsql as $$
declare
  first date := date_trunc('month', month)::date;
  next  date := (date_trunc('month', month) + interval '1 month')::date;
  drawer text := 'scan_' || to_char(date_trunc('month', month), 'YYYY_MM');
begin
  if to_regclass('patrols.' || drawer) is not null then return; end if;
  execute format('create table patrols.%I (like patrols.scan including all)', drawer);
  execute format(
    'with moved as (delete from patrols.scan_default where day >= %L and day < %L returning *)
     insert into patrols.%I select * from moved', first, next, drawer);
  execute format(
    'alter table patrols.scan attach partition patrols.%I for values from (%L) to (%L)', drawer, first, next);
end $$;
