update offer_uses set program = offers.program from offers where offers.decision_id = offer_uses.decision_id;
