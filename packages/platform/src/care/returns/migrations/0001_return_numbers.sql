-- The numbers of returns taken back at a counter: short enough to be read out, and never given twice.
create sequence return_numbers start 100001;
