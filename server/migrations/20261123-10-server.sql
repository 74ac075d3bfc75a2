-- What the machinery keeps: receipts, facts, the chain, notices. No domain word in here.
create schema server;

-- One row per command that was answered. A repeat of the same id returns the first answer.
create table server.receipt (
  id         uuid primary key,               -- the command's id, made by the device (UUIDv7)
  name       text not null,
  actor_id   uuid not null,
  input_hash bytea not null,                 -- SHA-256 of name and canonical input: another input under the same id is refused
  ok         boolean not null,
  answer     jsonb not null,                 -- the answer, or the problem that refused it
  device_id  uuid,
  device_seq bigint,
  captured_at timestamptz not null,          -- when the person acted, as claimed
  received_at timestamptz not null           -- when the server knew
);
create index receipt_by_actor on server.receipt (actor_id, received_at desc);

-- What somebody may be held to. Appended with the command that made it, never changed.
create table server.fact (
  seq        bigint generated always as identity primary key,
  id         uuid not null unique,
  name       text not null,
  at         timestamptz not null,
  actor_id   uuid not null,
  command_id uuid,                           -- null for what reactions and the clock record
  cause_id   uuid,                           -- the fact this one follows from
  place_id   uuid,
  within     uuid[] not null,                -- places and organisations the place lay within at that time
  people     uuid[] not null default '{}',   -- persons it concerns
  body       jsonb not null,
  hash       bytea not null                  -- SHA-256 of the canonical fact (base/hash-chain.ts)
);
create index fact_by_place on server.fact (place_id, seq desc);
create index fact_by_name on server.fact (name, seq desc);

-- Facts not yet linked into the chain; a queue, emptied by the sealer.
create table server.unsealed (seq bigint primary key);

-- The chain: gapless positions in the order of sealing. chain(n) = SHA-256(chain(n-1) || fact hash).
-- The live stream follows positions, so a late committer is never skipped.
create table server.link (
  position bigint primary key,
  seq      bigint not null unique references server.fact (seq),
  chain    bytea not null,
  at       timestamptz not null
);

-- Which reaction has done its work for which fact; written with that work, so no effect is doubled.
create table server.reacted (
  reaction text not null,
  fact_id  uuid not null,
  at       timestamptz not null default now(),
  primary key (reaction, fact_id)
);

-- A notice to a person. Text in both languages; a link into the interface.
create table server.notice (
  id        uuid primary key,
  person_id uuid not null,
  at        timestamptz not null,
  kind      text not null,
  zh        text not null,
  en        text not null,
  link      text,
  cause_id  uuid,                            -- the fact that caused it
  urgent    boolean not null default false,
  read_at   timestamptz,
  constraint notice_once unique (person_id, kind, cause_id)
);
create index notice_unread on server.notice (person_id, at desc);

-- One person's queue on one device; two people on a shared phone have one each.
create table server.device (
  id        uuid not null,
  person_id uuid not null,
  last_seq  bigint not null default 0,
  seen_at   timestamptz not null,
  agent     text not null default '',
  primary key (id, person_id)
);

-- Figures the machinery remembers: the time the clock last struck, the demonstration mark.
create table server.setting (name text primary key, value jsonb not null);
