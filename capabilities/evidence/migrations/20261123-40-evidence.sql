-- Photos by their SHA-256, who brought them, and what they prove. Writes belong to capabilities/evidence only.
create schema evidence;

-- 影像: one row per content. The bytes lie on disk under the same name (server/blobs.ts).
-- Keyed by content and not by compound: the same photo may prove something in two places.
create table evidence.photo (
  sha256      text primary key collate "C",
  type        text not null,
  bytes       int not null check (bytes > 0),
  width       int not null check (width > 0),
  height      int not null check (height > 0),
  view        text not null collate "C",      -- SHA-256 of the copy that is shown: WebP, nothing but pixels
  thumb       text not null collate "C",
  capture     jsonb,                          -- sealed: what the camera wrote (EXIF); see evidence.opening
  received_at timestamptz not null,
  constraint photo_named_by_its_hash check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint photo_type_known check (type in ('image/jpeg', 'image/png', 'image/webp'))
);

-- Who brought it. Until it is attached, nobody else can see it.
create table evidence.upload (
  person_id   uuid not null,
  sha256      text not null collate "C",
  at          timestamptz not null,
  attached_at timestamptz,
  primary key (person_id, sha256)
);
create index upload_waiting on evidence.upload (person_id, at) where attached_at is null;

-- 附卷: the photo belongs to a matter. Whoever may see the matter may see the photo: by the permission at the
-- compound, or by being one of its people. Written by the capability that owns the matter, through attach().
create table evidence.attachment (
  compound_id uuid not null references places.compound,
  matter_id   uuid not null,
  sha256      text not null collate "C",
  matter_kind text not null,
  permission  text not null,
  people      uuid[] not null,
  by          uuid not null,
  at          timestamptz not null,
  primary key (compound_id, matter_id, sha256)
);
create index attachment_by_photo on evidence.attachment (sha256);

-- 启封: somebody opened an original, with a reason, for a while. Never updated, never deleted.
create table evidence.opening (
  compound_id uuid not null references places.compound,
  id          uuid not null,
  sha256      text not null collate "C",
  person_id   uuid not null,
  reason      text not null,
  at          timestamptz not null,
  until       timestamptz not null,
  primary key (compound_id, id),
  constraint opening_has_a_reason check (length(reason) >= 4)
);
create index opening_by_photo on evidence.opening (sha256, person_id);
