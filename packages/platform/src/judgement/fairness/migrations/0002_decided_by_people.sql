-- People decide against shoppers too, where neither the law nor the policy grants something: with the person, who does not decide about it again,
-- and in their words, which go with the shopper.
alter table adverse_decisions drop constraint adverse_decisions_kind_check;
alter table adverse_decisions add constraint adverse_decisions_kind_check
  check (kind in ('return-terms', 'instant-refund', 'return-plea', 'claim'));
alter table adverse_decisions add column decided_by text, add column because text;
