-- Hazards, what was done about them, and who found them. Writes belong to capabilities/hazards only.
create schema hazards;

-- 点: by what recurrence is known: the checkpoint, else the asset, else building and words; null where all are missing.
create function hazards.point_of(checkpoint_id uuid, asset_id uuid, building_id uuid, location text)
returns text language sql immutable parallel safe
return coalesce(checkpoint_id::text, asset_id::text,
                case when location <> '' then coalesce(building_id::text, '') || ' ' || lower(location) end);

-- 隐患. Its state today; how it came to be so is in hazards.act.
create table hazards.hazard (
  compound_id   uuid not null references places.compound,
  id            uuid not null,                  -- made by the device, so an offline report has a name at once
  number        text not null collate "C",      -- YH-2026-000123, counted within the compound
  version       int not null default 1,         -- counts up with every act
  finding       text not null,                  -- words.ts: person, patrol, inspection, …
  cause_id      uuid,                           -- the finding upstream that it answers
  type_code     text not null,                  -- law/cn/hazard-types.ts
  grade         smallint not null,
  state         text not null,
  note          text not null default '',

  -- where
  checkpoint_id uuid,
  asset_id      uuid,
  building_id   uuid,
  location      text not null default '',
  point         text generated always as
                  (hazards.point_of(checkpoint_id, asset_id, building_id, location)) stored,
  cover         text,                           -- the first photo, for lists
  search        text[] not null default '{}',   -- pairs of characters of place, words and kind (search.ts)

  reported_by   uuid not null,
  reported_at   timestamptz not null,           -- claimed
  received_at   timestamptz not null,           -- known
  reporters     int not null default 1,
  reopened_of   uuid,                           -- the closed hazard that came back as this one
  merged_into   uuid,

  -- 登记
  registered_by uuid,
  registered_on date,
  listed_level  text,
  owner         text,
  owner_name    text not null default '',

  -- 整改: the five elements are assignee, measure, money, due_on and interim
  assignee_id   uuid,
  measure       text,
  money_yuan    numeric(12, 2),
  money_source  text,
  interim       text,
  interim_at    timestamptz,                    -- 临时措施 in place since
  due_on        date,
  shift_days    int not null default 0,
  deadline_reset boolean not null default false,
  rectified_by  uuid,
  rectified_on  date,
  rectified_on_spot boolean not null default false,
  extensions    int not null default 0,
  extension_asked_by   uuid,
  extension_asked_days int,

  -- 验收, 销号
  accepted_by   uuid,
  closed_by     uuid,
  closed_on     date,
  days_late     int,
  rejections    int not null default 0,

  -- 挂起, 移送
  resume_to     text,
  held_on       date,
  held_until    date,
  hold_reason   text,
  transferred_to text,

  -- 督办
  act_by        date,                           -- by when the next hand must move (escalation.ts)
  next_step_on  date,
  steps_taken   int not null default 0,
  overdue_at    timestamptz,                    -- when it was recorded as overdue, for this deadline

  is_open       boolean not null generated always as
                  (state not in ('closed', 'merged', 'dismissed')) stored,
  -- what a list sorts by: open hazards by what is due next, those without a deadline by the day they were found
  due_key       date not null generated always as
                  (coalesce(act_by, due_on, ((reported_at at time zone 'Asia/Shanghai'))::date)) stored,

  primary key (compound_id, id),
  constraint hazard_number_unique unique (compound_id, number),
  constraint hazard_cause_unique unique (compound_id, cause_id),
  constraint hazard_grade_known check (grade between 1 and 4),
  constraint hazard_state_known check (state in (
    'reported', 'registered', 'assigned', 'rectified', 'accepted', 'closed',
    'suspended', 'transferred', 'merged', 'dismissed')),
  constraint hazard_level_known check (listed_level in (
    'team', 'project', 'company', 'community', 'street', 'district', 'city')),
  constraint hazard_due_once_registered check (
    state not in ('registered', 'assigned', 'suspended', 'transferred')
    or (due_on is not null and registered_on is not null and listed_level is not null)),
  constraint hazard_assigned_to_someone check (state <> 'assigned' or assignee_id is not null),
  constraint hazard_five_elements check (state <> 'assigned' or grade > 2 or (
    measure <> '' and money_yuan is not null and money_source <> '' and interim <> '')),
  constraint hazard_rectified_by_someone check (
    state not in ('rectified', 'accepted', 'closed') or (rectified_by is not null and rectified_on is not null)),
  constraint hazard_four_eyes check (
    accepted_by is null or (accepted_by <> rectified_by and accepted_by is distinct from assignee_id)),
  constraint hazard_finder_does_not_accept check (
    accepted_by is null or grade > 2 or accepted_by <> reported_by),
  constraint hazard_fixer_does_not_close check (
    closed_by is null or (closed_by <> rectified_by and closed_by is distinct from assignee_id)),
  constraint hazard_closed_on_a_day check ((state = 'closed') = (closed_on is not null)),
  constraint hazard_merged_into_another check (
    (state = 'merged') = (merged_into is not null) and merged_into is distinct from id),
  constraint hazard_extended_twice_at_most check (extensions between 0 and 2),
  constraint hazard_held_returns check (
    state not in ('suspended', 'transferred') or (resume_to is not null and held_on is not null))
) with (fillfactor = 85);

-- Addresses and commands name a hazard by its id alone.
create index hazard_by_id on hazards.hazard (id);
-- Lists (queries/page.ts) walk an index in the order they are shown and stop at fifty. Open hazards are few
-- and are looked at from every side; those that are over are many and mostly looked at by date.
create index hazard_open_by_due on hazards.hazard (due_key, id) include (compound_id) where is_open;
create index hazard_open_by_grade on hazards.hazard (grade, due_key, id) include (compound_id) where is_open;
create index hazard_open_by_state on hazards.hazard (state, grade, due_key, id) include (compound_id) where is_open;
create index hazard_open_by_type on hazards.hazard (type_code, due_key, id) include (compound_id) where is_open;
create index hazard_open_by_report on hazards.hazard (reported_at desc, id desc) include (compound_id) where is_open;
create index hazard_open_of_compound on hazards.hazard (compound_id, due_key, id) where is_open;
create index hazard_over_by_report on hazards.hazard (reported_at desc, id desc) include (compound_id)
  where not is_open;
create index hazard_by_grade on hazards.hazard (grade, reported_at desc, id desc) include (compound_id, is_open);
create index hazard_by_type on hazards.hazard (type_code, reported_at desc, id desc) include (compound_id, is_open);
create index hazard_set_aside on hazards.hazard (state, reported_at desc, id desc) include (compound_id)
  where state in ('merged', 'dismissed');
create index hazard_of_compound on hazards.hazard (compound_id, reported_at desc, id desc);
create index hazard_of_assignee on hazards.hazard (assignee_id, due_key) where assignee_id is not null;
create index hazard_by_number on hazards.hazard (number);
-- A short pending list: words are read far more often than they are written.
create index hazard_by_words on hazards.hazard using gin (search) with (gin_pending_list_limit = 256);

create index hazard_merged_into on hazards.hazard (compound_id, merged_into) where merged_into is not null;
create index hazard_closed_at_point on hazards.hazard (compound_id, type_code, point, closed_on desc)
  where state = 'closed';
create index hazard_open_at_point on hazards.hazard (compound_id, type_code, point) where is_open;
create index hazard_extension_asked on hazards.hazard (due_key, id) where extension_asked_by is not null;
create index hazard_next_step on hazards.hazard (next_step_on) where next_step_on is not null;
create index hazard_held_until on hazards.hazard (held_until) where state = 'suspended';

-- 办理记录: one row per act: who, when, from what to what, why. Appended, never updated, never deleted.
create table hazards.act (
  compound_id uuid not null,
  hazard_id   uuid not null,
  version     int not null,                     -- the hazard's version after it
  act         text not null,                    -- acts.ts
  by          uuid not null,
  at          timestamptz not null,             -- when the person acted
  recorded_at timestamptz not null,             -- when the server knew
  from_state  text,
  to_state    text not null,
  grade       smallint not null,                -- after it
  due_on      date,                             -- after it
  note        text not null default '',
  detail      jsonb not null default '{}',
  photos      text[] not null default '{}',     -- sha256 of evidence
  primary key (compound_id, hazard_id, version),
  constraint act_of_hazard foreign key (compound_id, hazard_id) references hazards.hazard
);
-- What was done in a compound on a day: counters downstream count it again whenever something happens.
create index act_by_day on hazards.act (compound_id, ((recorded_at at time zone 'Asia/Shanghai')::date));

-- 发现人: everyone who reported it, also of the duplicates merged into it.
create table hazards.reporter (
  compound_id uuid not null,
  hazard_id   uuid not null,
  person_id   uuid not null,
  at          timestamptz not null,
  primary key (compound_id, hazard_id, person_id),
  constraint reporter_of_hazard foreign key (compound_id, hazard_id) references hazards.hazard
);
create index reporter_by_person on hazards.reporter (person_id, at desc);

-- 文书: 提示函, 整改建议, 责令改正通知书. What was issued stays as it was issued.
create table hazards.notice (
  compound_id uuid not null,
  id          uuid not null,
  hazard_id   uuid not null,
  number      text not null collate "C",        -- ZG-2026-000045, counted within the compound
  doc_class   text not null,
  issuer_id   uuid not null,                    -- identity.organisation
  issued_by   uuid not null,
  issued_at   timestamptz not null,
  content     jsonb not null,                   -- every field as it was on that day (notice.ts)
  primary key (compound_id, id),
  constraint notice_of_hazard foreign key (compound_id, hazard_id) references hazards.hazard,
  constraint notice_number_unique unique (compound_id, number),
  constraint notice_class_known check (doc_class in ('reminder', 'advice', 'order'))
);
create index notice_by_hazard on hazards.notice (compound_id, hazard_id, issued_at desc);
create index notice_by_id on hazards.notice (id);

-- 编号: the last number given in a compound and year, by kind.
create table hazards.counter (
  compound_id uuid not null,
  kind        text not null,
  year        int not null,
  last        int not null,
  primary key (compound_id, kind, year)
);

-- For capabilities downstream: where every hazard stands. A column here is a promise.
create view hazards.standing as
select compound_id, id as hazard_id, number, type_code, grade, state, is_open,
       ((reported_at at time zone 'Asia/Shanghai'))::date as opened_on, registered_on, due_on, closed_on, days_late,
       overdue_at, steps_taken, reopened_of, assignee_id
  from hazards.hazard;
