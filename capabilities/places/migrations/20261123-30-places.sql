-- Where things are: divisions, compounds, buildings, assets, checkpoints. Writes belong to capabilities/places only.
create schema places;

-- 地点: one tree from the city to the unit.
create table places.place (
  id         uuid primary key,
  kind       text not null,
  name       text not null,                   -- as the authority writes it: 识字里社区居委会
  short_name text not null,                   -- as people say it: 识字里社区 (place.ts)
  code       text,                            -- 统计用区划代码 down to the community; a compound's own number
  parent_id  uuid references places.place,
  within     uuid[] not null,                 -- itself, every place above, and the organisations that run it
  pinyin     text not null default '',        -- full pinyin and initials, for search
  sort       int not null default 0,
  from_on    date not null default '2000-01-01',
  to_on      date,                            -- last day; null while it stands
  demo       boolean not null default false,
  constraint place_code_unique unique (code),
  constraint place_kind_known check (kind in (
    'city', 'district', 'street', 'community', 'grid', 'compound', 'building', 'unit')),
  constraint place_has_parent check ((parent_id is null) = (kind = 'city')),
  constraint place_ends_after_it_begins check (to_on is null or to_on >= from_on)
);
create index place_by_parent on places.place (parent_id, kind);
create index place_by_within on places.place using gin (within);
-- Buildings and units outnumber everything else; whoever asks for compounds must not wade through them.
create index place_area on places.place (kind, pinyin) where kind not in ('building', 'unit');
create index compound_by_within on places.place using gin (within) where kind = 'compound';
create unique index place_sibling_name_unique on places.place (parent_id, name) where to_on is null;

-- 小区: what a compound is, beside its place. compound_id = places.place.id
create table places.compound (
  compound_id         uuid primary key references places.place,
  usage               text not null default 'residential',
  address             text not null default '',
  households          int not null default 0,
  residents           int,
  floor_area_m2       numeric(12, 2) not null default 0,
  built_year          int,
  company_id          uuid,                   -- who runs it today; null: nobody (失管). Follows the contracts
  second_community_id uuid references places.place,  -- the rare compound that lies in two communities
  lng                 numeric(9, 6),
  lat                 numeric(8, 6),
  datum               text,                   -- as reported, never guessed
  committee           boolean not null default false,  -- has an owners' committee
  party_group         boolean not null default false,
  constraint compound_usage_known check (usage in ('residential', 'mixed', 'apartment')),
  constraint compound_households_counted check (households >= 0 and residents >= 0),
  constraint compound_area_measured check (floor_area_m2 >= 0),
  constraint compound_year_plausible check (built_year between 1900 and 2100),
  constraint compound_position_whole check ((lng is null) = (lat is null) and (lng is null) = (datum is null)),
  constraint compound_datum_known check (datum in ('WGS-84', 'GCJ-02', 'BD-09'))
);
create index compound_by_company on places.compound (company_id);
create index compound_by_second_community on places.compound (second_community_id)
 where second_community_id is not null;

-- 物业服务合同: which company ran the compound from when to when. At most one on any day (contract.ts).
create table places.contract (
  compound_id uuid not null,
  id          uuid not null,
  company_id  uuid not null,                  -- identity.organisation
  from_on     date not null,
  to_on       date,                           -- last day; null while open
  primary key (compound_id, id),
  constraint contract_of_compound foreign key (compound_id) references places.compound,
  constraint contract_ends_after_it_begins check (to_on is null or to_on >= from_on)
);

-- 楼栋
create table places.building (
  compound_id uuid not null,
  id          uuid not null,                  -- places.place
  name        text not null,
  height_m    numeric(6, 2),
  floors      int,
  basements   int not null default 0,
  units       int not null default 1,
  households  int not null default 0,
  usage       text not null default 'residential',
  built_year  int,
  insulation  boolean,                        -- has external insulation; null: not known
  primary key (compound_id, id),
  constraint building_of_compound foreign key (compound_id) references places.compound,
  constraint building_is_place foreign key (id) references places.place,
  constraint building_usage_known check (usage in ('residential', 'mixed', 'apartment', 'public', 'parking')),
  constraint building_measured check (height_m > 0 and floors between 1 and 200),
  constraint building_counted check (basements between 0 and 10 and units >= 0 and households >= 0),
  constraint building_year_plausible check (built_year between 1900 and 2100)
);

-- 设施设备: what stands in a compound and gives rise to duties.
create table places.asset (
  compound_id  uuid not null,
  id           uuid not null,
  kind         text not null,                 -- places/assets.ts
  name         text not null,
  number       text not null default '',      -- registration or factory number
  building_id  uuid,
  location     text not null default '',
  installed_on date,
  status       text not null default 'in-use',
  facts        jsonb not null default '{}',   -- by kind, checked by places/assets.ts: floors, next inspection …
  primary key (compound_id, id),
  constraint asset_of_compound foreign key (compound_id) references places.compound,
  constraint asset_in_building foreign key (compound_id, building_id) references places.building,
  constraint asset_status_known check (status in ('in-use', 'stopped', 'retired'))
);
create index asset_by_kind on places.asset (compound_id, kind);
-- The same thing is not listed twice: by its number, or by its name where it has none.
create unique index asset_number_unique on places.asset (compound_id, kind, number)
 where number <> '' and status <> 'retired';
create unique index asset_name_unique on places.asset (compound_id, kind, name)
 where number = '' and status <> 'retired';

-- 点位: where a patrol must have been.
create table places.checkpoint (
  compound_id uuid not null,
  id          uuid not null,
  number      int not null,                   -- within the compound, printed on the label
  name        text not null,
  kind        text not null,                  -- places/checkpoints.ts: gate, stair, roof, basement, pump-room …
  proof       text not null default 'P1',
  building_id uuid,
  asset_id    uuid,
  location    text not null default '',
  floor       int,
  lng         numeric(9, 6),
  lat         numeric(8, 6),
  datum       text,                           -- as reported, never guessed
  nfc         text,                           -- tag number, where one is mounted
  code        text not null,                  -- six digits to type by hand, unique in the compound (code.ts)
  key_version int not null default 1,         -- raised when a label is replaced; older labels stop counting
  from_on     date not null default '2000-01-01',
  to_on       date,                           -- last day; null while in use
  primary key (compound_id, id),
  constraint checkpoint_of_compound foreign key (compound_id) references places.compound,
  constraint checkpoint_in_building foreign key (compound_id, building_id) references places.building,
  constraint checkpoint_at_asset foreign key (compound_id, asset_id) references places.asset,
  constraint checkpoint_number_unique unique (compound_id, number),
  constraint checkpoint_code_unique unique (compound_id, code),
  constraint checkpoint_number_positive check (number between 1 and 9999),
  constraint checkpoint_proof_known check (proof in ('P0', 'P1', 'P2', 'P3')),
  constraint checkpoint_position_whole check ((lng is null) = (lat is null) and (lng is null) = (datum is null)),
  constraint checkpoint_datum_known check (datum in ('WGS-84', 'GCJ-02', 'BD-09')),
  constraint checkpoint_ends_after_it_begins check (to_on is null or to_on >= from_on)
);

create unique index checkpoint_nfc_unique on places.checkpoint (compound_id, nfc)
 where nfc is not null and to_on is null;

-- The key that signs checkpoint labels, one per city. Leaves the server in no answer.
create table places.label_key (
  city_id uuid primary key references places.place,
  key     bytea not null,
  constraint label_key_long_enough check (length(key) = 32)
);

-- A company followed by the organisations above it: a branch belongs to its company.
create function places.company_chain(company uuid) returns uuid[] language sql stable as $$
  with recursive chain as (
    select o.id, o.parent_id, 1 as depth from identity.organisation o where o.id = company
    union all
    select o.id, o.parent_id, depth + 1
      from chain join identity.organisation o on o.id = chain.parent_id
     where depth < 10)
  select coalesce(array_agg(id order by depth), '{}') from chain
$$;

-- What a compound lies within beside its parents: a second community, and whoever runs it.
create function places.also_within(compound uuid) returns uuid[] language sql stable as $$
  select coalesce(second.within, '{}') || places.company_chain(c.company_id)
    from places.compound c left join places.place second on second.id = c.second_community_id
   where c.compound_id = compound
$$;

-- Makes `within` right for some places and everything beneath them, and for the compounds that name
-- one of them as their second community. Returns how many rows were wrong.
create function places.settle_within(roots uuid[]) returns bigint language plpgsql as $$
declare
  settled uuid[];
  total   bigint := 0;
begin
  while coalesce(cardinality(roots), 0) > 0 loop
    with recursive tree as (
      select p.id, 1 as depth,
             array[p.id] || coalesce(parent.within, '{}') || coalesce(
               (select array_agg(x order by n)
                  from unnest(case when p.kind = 'compound' then places.also_within(p.id) end) with ordinality as u(x, n)
                 where x <> all(parent.within)), '{}') as within
        from places.place p left join places.place parent on parent.id = p.parent_id
       where p.id = any(roots)
      union all
      select p.id, depth + 1,
             array[p.id] || tree.within || coalesce(
               (select array_agg(x order by n)
                  from unnest(case when p.kind = 'compound' then places.also_within(p.id) end) with ordinality as u(x, n)
                 where x <> all(tree.within)), '{}')
        from tree join places.place p on p.parent_id = tree.id),
    -- A root beneath another root is reached twice; the longer way began at the higher one.
    right_now as (select distinct on (id) id, within from tree order by id, depth desc),
    corrected as (
      update places.place p set within = r.within
        from right_now r
       where r.id = p.id and p.within <> r.within
      returning p.id)
    select array_agg(id) into settled from corrected;
    total := total + coalesce(cardinality(settled), 0);
    roots := array(
      select compound_id from places.compound
       where settled is not null and second_community_id = any(settled));
  end loop;
  return total;
end
$$;

-- 责任人: who answers for a compound on a day, the nearest first. A post at the compound counts, and a
-- company's post while that company held the contract on that day.
create function places.responsible_on(place uuid, day date)
  returns table (person_id uuid, kind text, at_id uuid, rank int) language sql stable as $$
  select post.person_id, post.kind, post.at_id, r.rank::int
    from unnest(array['project-manager', 'captain', 'company-safety', 'company-manager'])
         with ordinality as r(kind, rank)
    join places.place p on p.id = place
    join places.place c on c.kind = 'compound' and c.id = any(p.within)
    left join places.contract ct
      on ct.compound_id = c.id and ct.from_on <= day and (ct.to_on is null or ct.to_on >= day)
    join identity.post post
      on post.kind = r.kind and (post.at_id = c.id or post.at_id = any(places.company_chain(ct.company_id)))
    join identity.person person on person.id = post.person_id
   where post.from_on <= day and (post.to_on is null or post.to_on >= day)
     and (post.ended_at is null or (post.ended_at at time zone 'Asia/Shanghai')::date > day)
     and (person.disabled_at is null or (person.disabled_at at time zone 'Asia/Shanghai')::date > day)
   order by r.rank, post.from_on, post.id
$$;

-- Posts are held at places; identity, which comes before, leaves this door open for them.
create or replace view identity.place as
  select id, kind, name, parent_id, within from places.place;
