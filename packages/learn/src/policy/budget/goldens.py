"""Optima that the tests compare with, by scipy's HiGHS. Run: python3 goldens.py"""

import numpy as np
from scipy.optimize import linprog

n, k = 40, 3
i = np.repeat(np.arange(n), k)
a = np.tile(np.arange(k), n)
value = np.where(a == 0, 0.0, ((i * 7 + a * 5) % 13) / 3 + a / 10)
cost = np.where(a == 0, 0.0, ((i * 5 + a * 3) % 7 + 1) / 2)
visits = np.where(a == 2, ((i * 3) % 5) / 5, 0.0)
one_each = np.kron(np.eye(n), np.ones(k))


def best(rows, limits):
    found = linprog(-value, A_ub=rows, b_ub=limits, A_eq=one_each, b_eq=np.ones(n), bounds=(0, 1), method="highs")
    return -found.fun, -found.ineqlin.marginals


print("one budget of 20", best([cost], [20]))
print("one budget of 35", best([cost], [35]))
north = np.where(i % 2 == 0, cost, 0)
south = np.where(i % 2 == 1, cost, 0)
print("two regions 12 and 8, at least 4 visits", best([north, south, -visits], [12, 8, -4]))
print("budget 20, at least 7.2 visits", best([cost, -visits], [20, -7.2]))
