-- Codes with which shops say why something comes back and that nobody knows, and what people have said that they stand for.
create table shop_reason_codes (
  source text not null,
  code text not null,
  -- A handle of ours; null until somebody says it.
  reason text,
  seen bigint not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  mapped_by text,
  mapped_at timestamptz,
  primary key (source, code)
);
