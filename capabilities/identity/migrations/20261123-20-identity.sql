-- People, organisations, posts, sessions. Writes belong to capabilities/identity only.
create schema identity;

-- 组织: bureau, district office, street office, community, company, project team, party organisation, …
create table identity.organisation (
  id        uuid primary key,
  kind      text not null,
  name      text not null,
  code      text,                             -- 统一社会信用代码 where it has one
  parent_id uuid references identity.organisation,
  place_id  uuid,                             -- the place it serves or is registered at
  within    uuid[] not null,                  -- itself, what stands above it, and what its place lies within
  pinyin    text not null default '',
  ended_on  date,
  demo      boolean not null default false,
  constraint organisation_code_unique unique (code),
  constraint organisation_within_itself check (id = any (within)),
  constraint organisation_kind_known check (kind in (
    'bureau', 'district-office', 'street-office', 'community', 'company', 'branch', 'project-team',
    'party', 'committee', 'fire-service', 'contractor', 'authority'))
);
create index organisation_by_name on identity.organisation (name);
create index organisation_by_parent on identity.organisation (parent_id);
create index organisation_by_within on identity.organisation using gin (within);

-- 地点, as far as posts need them. Empty here: places, which come later, put themselves into this view.
create view identity.place as
  select null::uuid as id, null::text as kind, null::text as name,
         null::uuid as parent_id, null::uuid[] as within
   where false;

-- Whatever a post can be held at. `within` of an anchor says whose posts reach it.
create view identity.anchor as
  select id, 'organisation' as what, kind, name, within from identity.organisation
  union all
  select id, 'place', kind, name, within from identity.place;

create table identity.person (
  id             uuid primary key,
  name           text not null,
  account        text not null,               -- what they sign in with; their phone number or a chosen name
  phone          text,                        -- shown masked
  password       text,                        -- scrypt with its parameters; null until first set
  password_at    timestamptz,
  one_time_until timestamptz,                 -- a password somebody else has set works once and until then
  language       text not null default 'zh',
  disabled_at    timestamptz,
  demo           boolean not null default false,
  pinyin         text collate "C" not null default '',  -- zhangsan; "C", so that an index finds what it begins with
  initials       text collate "C" not null default '',  -- zs
  constraint person_account_unique unique (account),
  constraint person_account_is_own_phone check (account !~ '^\d+$' or account = phone),
  constraint person_language_known check (language in ('zh', 'en'))
);
create unique index person_phone_unique on identity.person (phone) where phone is not null;
create index person_by_pinyin on identity.person (pinyin, id);
create index person_by_initials on identity.person (initials);

-- 岗位: a post held by a person, at a place or an organisation, from a day to a day. History stays.
create table identity.post (
  id         uuid primary key,
  person_id  uuid not null references identity.person,
  kind       text not null,                   -- identity/posts.ts
  at_id      uuid not null,                   -- identity.anchor
  org_id     uuid references identity.organisation,  -- employer
  from_on    date not null,
  to_on      date,                            -- last day; null while open
  ended_at   timestamptz,                     -- from this instant on it allows nothing, whatever the last day
  given_by   uuid,
  ended_by   uuid,
  demo       boolean not null default false,
  constraint post_ends_after_it_begins check (to_on is null or to_on >= from_on)
);
create index post_by_person on identity.post (person_id);
create index post_by_anchor on identity.post (at_id, kind);
create unique index post_once on identity.post (person_id, kind, at_id) where to_on is null;

-- What a person holds at an instant: by days in the city, and no longer than it was ended.
create function identity.held(person uuid, at timestamptz)
  returns table (id uuid, kind text, at_id uuid, org_id uuid, from_on date, to_on date) language sql stable as $$
  select post.id, post.kind, post.at_id, post.org_id, post.from_on, post.to_on
    from identity.post
   where post.person_id = person
     and post.from_on <= (at at time zone 'Asia/Shanghai')::date
     and (post.to_on is null or post.to_on >= (at at time zone 'Asia/Shanghai')::date)
     and (post.ended_at is null or post.ended_at > at)
$$;

create table identity.session (
  id            uuid primary key,
  token_hash    bytea not null unique,        -- SHA-256 of the cookie; the cookie itself is nowhere
  previous_hash bytea unique,                 -- the cookie before the last rotation, while answers may be lost
  confirmed_at  timestamptz,                  -- when the browser first showed the newest cookie
  csrf          text not null,
  person_id     uuid not null references identity.person,
  agent         text not null default '',
  address       text not null default '',
  created_at    timestamptz not null,
  seen_at       timestamptz not null,
  rotated_at    timestamptz not null,
  idle_minutes  int not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz,
  revoked_why   text,
  constraint session_revoked_for_a_reason check ((revoked_at is null) = (revoked_why is null))
);
create index session_by_person on identity.session (person_id, created_at desc);

-- Devices that have signed in for a person before: failures elsewhere never lock them out.
create table identity.known_device (
  token_hash bytea not null,                  -- SHA-256 of the device cookie
  person_id  uuid not null references identity.person,
  since      timestamptz not null,
  seen_at    timestamptz not null,
  primary key (token_hash, person_id)
);
create index known_device_by_person on identity.known_device (person_id);

-- Sign-ins tried. The throttle looks at its windows; kept 190 days, because the law asks for six months of logs.
create table identity.attempt (
  id      uuid primary key,
  subject bytea not null,                     -- SHA-256 of the account: people type passwords into that field
  address text not null,                      -- IPv4, or the /64 of IPv6
  device  bytea,                              -- known_device.token_hash, where the device was known to the account
  at      timestamptz not null,
  ok      boolean not null default false      -- false until the password was found right, so parallel tries count
);
create index attempt_by_subject on identity.attempt (subject, at desc);
create index attempt_by_address on identity.attempt (address, at desc);
