-- What came in unannounced before it was looked at like anything else.
insert into items (id, return_id, return_line, piece, stray, receipt_id, receipt_place, request_id, belongs_to, shopper_id, order_id,
  source, sku, title, category, quantity, currency, paid, store_id, country, received_at, state)
select gen_random_uuid(), null, null, 1, s.kind, s.return_id, s.place, s.request_id, 'shopper', q.shopper_id, q.order_id,
  coalesce(v.source, o.source), s.sku, nullif(concat_ws(', ', p.title, v.title), ''), p.category, s.quantity, q.currency, 0,
  r.store_id, place.country, coalesce(r.returned_at, q.requested_at), 'waiting'
from return_strays s
join return_requests q on q.id = s.request_id
join orders o on o.id = q.order_id
left join returns r on r.id = s.return_id
left join stores place on place.id = r.store_id
left join variants v on v.source = o.source and v.sku = s.sku
left join products p on p.id = v.product_id
on conflict do nothing;
