-- The stock codes that a version names. What stands for a decision is read in one statement, which cannot take every document apart.
alter table program_versions add column skus jsonb not null generated always as (
  jsonb_path_query_array(document, '$.actions[*].terms.skus[*]')
    || jsonb_path_query_array(document, '$.actions[*].terms.sku')
) stored;
