-- Where posts can be held: identity left a view open for places, which come later than it, to fill.
create or replace view identity.place as
  select id, kind, short_name as name, parent_id, within from places.place;
