/**
 * A figure of one ranking as a function of how often each row counts (whole numbers of 0 or more, once each if not given), with the
 * sorting done beforehand: what the bootstrap evaluates hundreds of times.
 */
export type RankingStatistic = (weights?: ArrayLike<number>) => number;
