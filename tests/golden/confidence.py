"""How sure the lead is (model, section 8)."""

import math
import random

from asking import DIMENSIONS
from reading import SLACK

NEAR = 1e-12  # two crossings at one place


class Standing:
    """One candidate as the comparison sees it."""

    def __init__(self, candidate, relation, score, rank):
        self.candidate = candidate
        self.name = candidate.name
        self.relation = relation
        self.score = score
        self.rank = rank


def log_floor(d):
    return math.log(max(d, 0.01))


def leaders_by(totals):
    """Names that tie for the first place, of {name: total}."""
    best = max(totals.values())
    return sorted(name for name, total in totals.items() if total >= best - SLACK)


# Under every weighting


def lowest_lead(plan, a, b, ends, level):
    """The lowest lead of a over b, where weights of dimensions (and of criteria) are free in their groups."""
    first, second = ends
    of = lambda standing, c, key: getattr(standing.relation.valued[c.id].tri, key)
    if plan.criteria_group is not None:  # by criteria
        return plan.criteria_group.lowest_mean(
            {c.id: of(a, c, first) - of(b, c, second) for c in plan.criteria() if c.part > 0}
        )
    by_dimension = {}
    for d in DIMENSIONS:
        counted = [c for c in plan.asked[d] if c.part > 0]
        if plan.deal.geometric:
            by_dimension[d] = log_floor(getattr(a.relation.dimensions[d], first)) - log_floor(
                getattr(b.relation.dimensions[d], second)
            )
        elif level == "dimensions":
            by_dimension[d] = sum(c.part * (of(a, c, first) - of(b, c, second)) for c in counted)
        else:
            m = {c.id: of(a, c, first) - of(b, c, second) for c in counted}
            by_dimension[d] = plan.criteria_groups[d].lowest_mean(m)
    return plan.dimension_group.lowest_mean(by_dimension)


def may_vary(plan, level):
    if plan.criteria_group is not None:
        return level == "criteria" and plan.criteria_group.can_vary()
    if level == "dimensions":
        return plan.dimension_group.can_vary()
    if plan.deal.geometric:
        return False
    groups = [plan.criteria_groups[d] for d in DIMENSIONS if plan.weights[d] > 0]
    return plan.dimension_group.can_vary() or any(g.can_vary() for g in groups)


def holds(plan, leader, rivals, relative_open):
    result = {}
    for level in ("dimensions", "criteria"):
        claim = bool(rivals) and may_vary(plan, level)
        for suffix, ends in (("", ("value", "value")), ("_whatever_the_evidence", ("low", "high"))):
            result[level + suffix] = None
            if claim and not (suffix and relative_open):
                result[level + suffix] = all(
                    lowest_lead(plan, leader, b, ends, level) >= -SLACK for b in rivals
                )
    return result


# How far each weight can move


def lines(plan, standings):
    """[(id, of, dimension, weight today, part of the whole of a step of 1, {name: (f(0), f(1))})]."""
    geometric = plan.deal.geometric
    value = lambda s, c: s.relation.valued[c.id].tri.value
    result = []

    def group(items, weights, of, dimension, scale, score, rest):
        for k in items:
            w = weights[k]
            ends = {}
            for s in standings:
                others = sum(weights[j] * score(s, j) for j in items if j != k) / (1 - w)
                ends[s.name] = (rest(s) + scale * others, rest(s) + scale * score(s, k))
            yield k, of, dimension(k), w, scale, ends

    if plan.criteria_group is not None:
        g = plan.criteria_group
        if len(g.weights) > 1:
            by_id = plan.by_id
            result += group(list(g.weights), g.weights, "criterion", lambda k: by_id[k].dimension, 1.0,
                            lambda s, k: value(s, by_id[k]), lambda s: 0.0)
        return result
    dims = [d for d in DIMENSIONS if plan.weights[d] > 0]
    if len(dims) > 1:
        of_dimension = lambda s, d: s.relation.dimensions[d].value
        score = (lambda s, d: log_floor(of_dimension(s, d))) if geometric else of_dimension
        result += group(dims, plan.weights, "dimension", lambda d: d, 1.0, score, lambda s: 0.0)
    if geometric:
        return result
    for d in dims:
        counted = {c.id: c for c in plan.asked[d] if c.part > 0}
        if len(counted) > 1:
            parts = {k: c.part for k, c in counted.items()}
            rest = lambda s: s.score.value - plan.weights[d] * s.relation.dimensions[d].value
            result += group(list(counted), parts, "criterion", lambda k: d, plan.weights[d],
                            lambda s, k: value(s, counted[k]), rest)
    return result


def interval(today, ends, leaders, ranks):
    """(low, high, who leads below, who leads above) of one weight."""
    at = lambda name, t: ends[name][0] + t * (ends[name][1] - ends[name][0])
    slope = lambda name: ends[name][1] - ends[name][0]
    result = []
    for sign in (-1, 1):
        room = today if sign < 0 else 1 - today
        best, who = room, []
        for b in ends:
            if b in leaders:
                continue
            steps = []
            for l in leaders:
                gained = sign * (slope(b) - slope(l))
                lack = at(l, today) - at(b, today)
                steps.append(lack / gained if gained > 0 else math.inf)
            step = max(steps)  # until every one of today's leaders is overtaken
            if step >= room - NEAR:
                continue  # a crossing exactly at 0 or 1 is none
            if step < best - NEAR:
                best, who = step, [b]
            elif abs(step - best) <= NEAR:
                who.append(b)
        end = min(1.0, max(0.0, today + sign * best))
        who.sort(key=lambda b: (-round(sign * slope(b), 12), ranks[b], b))
        result.append((end if who else (0.0 if sign < 0 else 1.0), who[0] if who else None))
    (low, below), (high, above) = result
    return low, high, below, above


def weights_and_change(plan, able, leaders, ranks):
    rows, best = [], None
    every = lines(plan, able)
    for id, of, dimension, today, scale, ends in every:
        low, high, below, above = interval(today, ends, leaders, ranks)
        rows.append({"id": id, "of": of, "dimension": dimension, "share": today, "low": low, "high": high,
                     "leader_below": below, "leader_above": above})
        for to, new in ((low, below), (high, above)):
            step = abs(to - today) * scale
            if new is not None and (best is None or step < best["step"] - NEAR):
                best = {"id": id, "of": of, "from": today, "to": to, "step": step, "new_leader": new}
    if len(leaders) > 1:
        for id, of, _, today, _, ends in every:
            slopes = {l: ends[l][1] - ends[l][0] for l in leaders}
            if max(slopes.values()) - min(slopes.values()) > SLACK:
                new = min(leaders, key=lambda l: (-round(slopes[l], 12), ranks[l], l))
                best = {"id": id, "of": of, "from": today, "to": today, "step": 0.0, "new_leader": new}
                break
    return rows, best


# Reviewers


def total_with(plan, standing, panel_value):
    """The total of a candidate where panel_value(criterion, rating) may move the mean of a panel."""
    values = {}
    for d in DIMENSIONS:
        counted = [c for c in plan.asked[d] if c.part > 0]
        if not counted:
            continue
        value = 0.0
        for c in counted:
            v = standing.relation.valued[c.id].tri.value
            rating = standing.candidate.ratings.get(c.id)
            if rating is not None and rating.named and not rating.consensus:
                moved = panel_value(c, rating)
                v = v if moved is None else moved
            value += c.part * v
        values[d] = value
    return standing.relation.aggregate(values)


def named_panels(plan, candidate):
    for c in plan.criteria():
        rating = candidate.ratings.get(c.id)
        if rating is not None and rating.named:
            yield c, rating


def reviewer_names(plan, standings):
    listed = list(plan.deal.reviewers)
    return listed or sorted(
        {m.reviewer for s in standings for _, r in named_panels(plan, s.candidate) for m in r.marks}
    )


def reviewers(plan, standings, able):
    if not any(True for s in standings for _ in named_panels(plan, s.candidate)):
        return None, None
    result = []
    for name in reviewer_names(plan, standings):

        def alone(c, rating):
            return rating.mean_of_one(name)

        def without(c, rating):
            return rating.mean_of([m for m in rating.marks if m.gave and m.reviewer != name])

        by_him = {s.name: total_with(plan, s, alone) for s in able}
        left = {s.name: total_with(plan, s, without) for s in able}
        order = sorted(left.values(), reverse=True)
        gaps, marks = [], 0
        for s in standings:
            for _, rating in named_panels(plan, s.candidate):
                his = [m.score for m in rating.marks if m.gave and m.reviewer == name]
                others = [m.score for m in rating.marks if m.gave and m.reviewer != name]
                if his and others:
                    marks += 1
                    gaps.append((his[0], sum(others) / len(others)))
        strictness = None
        if gaps:
            strictness = 10 * (sum(h for h, _ in gaps) - sum(o for _, o in gaps)) / len(gaps)
        result.append({
            "name": name,
            "leads": leaders_by(by_him),
            "leads_without": leaders_by(left),
            "lead_without": 100 * (order[0] - order[1]) if len(order) > 1 else None,
            "strictness": strictness,
            "marks": marks,
        })
    common = {}
    for c in plan.criteria():
        marked = []
        for s in able:
            rating = s.candidate.ratings.get(c.id)
            there = rating.marks if rating is not None and rating.named else []
            marked.append({m.reviewer for m in there if m.gave})
        common[c.id] = set.intersection(*marked)

    def by_common(c, rating):
        if not common[c.id]:
            return None
        return rating.mean_of([m for m in rating.marks if m.gave and m.reviewer in common[c.id]])

    return result, leaders_by({s.name: total_with(plan, s, by_common) for s in able})


# First place


def draw_group(rng, group):
    """Weights that a group may have."""
    names = list(group.weights)
    if group.vary == "none" or len(names) == 1:
        total = sum(group.weights.values())
        return {k: w / total for k, w in group.weights.items()}
    if group.vary == "ranges":
        weights = {k: rng.uniform(*group.ranges[k]) for k in names}
        lack = group.total - sum(weights.values())
        room = {k: (group.ranges[k][1] - w if lack > 0 else w - group.ranges[k][0]) for k, w in weights.items()}
        if sum(room.values()) > 0:
            weights = {k: w + lack * room[k] / sum(room.values()) for k, w in weights.items()}
        return {k: w / group.total for k, w in weights.items()}
    parts = [rng.expovariate(1.0) for _ in names]
    parts = sorted((p / sum(parts) for p in parts), reverse=True)
    weights, done = {}, 0
    for tier in group.order:
        some = parts[done : done + len(tier)]
        rng.shuffle(some)
        weights.update(zip(tier, some))
        done += len(tier)
    return weights


def first_place(plan, able, draws, seed=1):
    """The share of draws in which each candidate ranks first among those that can lead."""
    rng = random.Random(seed)
    deal = plan.deal
    table = {n: deal.reviewer_weight(n) for n in deal.reviewers}
    middle = sum(table.values()) / len(table) if table else 1.0
    wins = {s.name: 0.0 for s in able}
    for _ in range(draws):
        if plan.criteria_group is not None:
            share = draw_group(rng, plan.criteria_group)
            dims = None
        else:
            dims = draw_group(rng, plan.dimension_group)
            share = {}
            for d in DIMENSIONS:
                if plan.weights[d] > 0:
                    share.update(draw_group(rng, plan.criteria_groups[d]))
        gamma = {}

        def of_reviewer(name):
            if name not in gamma:
                shape = (table[name] if table else 1.0) / middle
                gamma[name] = rng.gammavariate(shape, 1.0) if shape > 0 else 0.0
            return gamma[name]

        totals = {}
        for s in able:
            values = {d: 0.0 for d in DIMENSIONS}
            for c in plan.criteria():
                if c.part <= 0 or c.id not in share:
                    continue
                rating = s.candidate.ratings.get(c.id)
                tri = s.relation.valued[c.id].tri
                v = rng.uniform(tri.low, tri.high)
                if rating is not None and rating.marks and not rating.consensus and tri.known > 0:
                    given = [m for m in rating.marks if m.gave]
                    w = [of_reviewer(m.reviewer) if rating.named else rng.gammavariate(1.0, 1.0) for m in given]
                    if sum(w) > 0:
                        scores = [rng.random() if m.taken else m.score for m in given]
                        v = sum(a * b for a, b in zip(w, scores)) / sum(w)
                values[c.dimension] += share[c.id] * v
            if dims is None:
                totals[s.name] = sum(values.values())
            elif deal.geometric:
                totals[s.name] = math.exp(sum(w * log_floor(values[d]) for d, w in dims.items()))
            else:
                totals[s.name] = sum(w * values[d] for d, w in dims.items())
        first = leaders_by(totals)
        for name in first:
            wins[name] += 1 / len(first)
    return {name: w / draws for name, w in wins.items()}
