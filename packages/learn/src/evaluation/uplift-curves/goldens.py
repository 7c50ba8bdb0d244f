"""Values that the tests compare with: scikit-uplift's definitions of the curves and areas, and those of the rank-weighted average
treatment effect, written independently with numpy from their documentation. Run: python3 goldens.py"""

import numpy as np


def rows(n=60):
    i = np.arange(n)
    treated = ((i * 7 + 3) % 5 < 2).astype(int)
    scores = ((i * 37) % 11) / 11 - 0.4
    binary = ((i * i + 3 * i * treated) % 7 < 3).astype(int)
    amount = np.where(binary == 1, ((i * 13) % 17) / 4, 0.0)
    return binary, amount, treated, scores


def curve(y, score, t, gain):
    points = [(0, 0.0)]
    for cut in np.unique(score)[::-1]:
        top = score >= cut
        nt, nc = int((t[top] == 1).sum()), int((t[top] == 0).sum())
        st, sc = float(y[top & (t == 1)].sum()), float(y[top & (t == 0)].sum())
        points.append((nt + nc, gain(nt, st, nc, sc)))
    return np.array(points)


def qini(nt, st, nc, sc):
    return st - (sc * nt / nc if nc else 0.0)


def uplift(nt, st, nc, sc):
    return ((st / nt if nt else 0.0) - (sc / nc if nc else 0.0)) * (nt + nc)


def above_line(points):
    x, y = points[:, 0], points[:, 1]
    return float(np.trapezoid(y, x) - x[-1] * y[-1] / 2)


def qini_auc(y, score, t):
    perfect = curve(y, y * t - y * (1 - t), t, qini)
    return above_line(curve(y, score, t, qini)) / above_line(perfect)


def auuc(y, score, t):
    second = y if ((y == 1) & (t == 0)).sum() > ((y == 0) & (t == 1)).sum() else t
    perfect = curve(y, 2 * (y == t) + second, t, uplift)
    return above_line(curve(y, score, t, uplift)) / above_line(perfect)


def at_k(y, score, t, k):
    top = np.argsort(score, kind="mergesort")[::-1][: int(len(y) * k)]
    return y[top][t[top] == 1].mean() - y[top][t[top] == 0].mean()


def effects(y, t):
    e = t.mean()
    mu1, mu0 = y[t == 1].mean(), y[t == 0].mean()
    return mu1 - mu0 + np.where(t == 1, (y - mu1) / e, -(y - mu0) / (1 - e))


def rates(gamma, score):
    order = np.argsort(-score, kind="stable")
    tied = np.array([gamma[score == s].mean() for s in score])[order]
    n = len(tied)
    toc = np.cumsum(tied) / np.arange(1, n + 1) - tied.mean()
    return toc.mean(), (toc * np.arange(1, n + 1) / n).mean()


binary, amount, t, s = rows()
print("qini curve", curve(binary, s, t, qini).tolist()[:4])
print("uplift curve", curve(binary, s, t, uplift).tolist()[:4])
print("qini_auc", qini_auc(binary, s, t), "auuc", auuc(binary, s, t))
sparse = binary * (np.arange(60) % 4 == 0)
assert ((sparse == 1) & (t == 0)).sum() <= ((sparse == 0) & (t == 1)).sum()
print("few responders: qini_auc", qini_auc(sparse, -s, t), "auuc", auuc(sparse, -s, t))
print("qini_area", above_line(curve(amount, s, t, qini)) / len(s) ** 2)
print("at 0.3", at_k(binary, s, t, 0.3), "at 0.5", at_k(amount, s, t, 0.5))
print("autoc, qini rate", *rates(effects(amount, t), s))
