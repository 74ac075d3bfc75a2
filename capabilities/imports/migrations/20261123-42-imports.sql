-- What was handed in to be imported, until it is applied or forgotten. Writes belong to capabilities/imports only.
create schema imports;

-- 一次上传: who handed in which file, what it would do, and whether it was applied.
create table imports.upload (
  id         uuid primary key,
  person_id  uuid not null,
  file_name  text not null,
  sha256     text not null,
  at         timestamptz not null,
  -- per sheet the counts, and the rows worth looking at (verdict.ts)
  verdicts   jsonb not null,
  refused    int not null,
  applied_at timestamptz
);
create index upload_by_person on imports.upload (person_id, at desc);

-- Its cells, as they were read. They hold names and phone numbers: gone once applied, and after a day at the latest.
create table imports.sheet (
  upload_id uuid not null references imports.upload on delete cascade,
  n         int not null,
  name      text not null,
  cells     jsonb not null,
  primary key (upload_id, n)
);
