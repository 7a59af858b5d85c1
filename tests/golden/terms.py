"""Terms: what is proposed beside what could be, and flags (model, sections 6 and 9)."""

import copy
from itertools import combinations
from math import factorial

from asking import need_gap, resource_gap, unserved
from gates import applies, nothing_shared, risk_part, unprofitable, worse_off
from reading import SHARE_KEYS, SLACK, at_least, clamp, less_money


class Given:
    """Shares that are given, in the place of those proposed."""

    def __init__(self, shares):
        self.of = shares
        self.absent = self.taken = False

    def would_be_known(self):
        return True


# Flags that hang on shares.


def worse_than_expected(relation):
    """A party whose b·B is below x + E, in every type."""
    if relation.B is None or relation.C is None or not relation.risks_known():
        return False
    if relation.cost_shares.of is None or relation.benefit_shares.of is None:
        return False
    return any(
        less_money(relation.benefit_share(i) * relation.B, relation.x(i) + relation.expected_loss(i, 1.0))
        for i in range(relation.n)
    )


def shareholding(relation):
    if relation.deal.type != "joint-venture" or relation.deal.cost is None:
        return False
    x, b = relation.cost_shares.of, relation.benefit_shares.of
    return x is not None and b is not None and any(abs(p - q) > 0.10 + SLACK for p, q in zip(x, b))


def over_exposed(relation):
    if not relation.deal.risks or not relation.risks_known():
        return False
    return any(
        relation.tau(i) is not None and less_money(relation.tau(i), relation.worst_loss(i))
        for i in range(relation.n)
    )


def one_sided(relation):
    if not relation.deal.risks or not relation.risks_known():
        return False
    return any(risk_part(relation, i)[0] > 0.80 + SLACK for i in range(relation.n))


def raised(relation, with_risks):
    """The pass/fail gates and flags that hang on the shares of a division."""
    rules = {"worse-off": worse_off, "unprofitable": unprofitable, "nothing-shared": nothing_shared}
    if with_risks:
        del rules["worse-off"]
    result = []
    for id, rule in rules.items():
        if applies(relation.deal, relation.plan.house, id)[0] and rule(relation) == "fail":
            result.append(id)
    if shareholding(relation) and not with_risks:
        result.append("shareholding")
    if "unprofitable" not in result and worse_than_expected(relation):
        result.append("expected-loss")
    if with_risks:
        result += ["over-exposed"] * over_exposed(relation) + ["one-sided"] * one_sided(relation)
    return sorted(result)


def with_cost(relation, shares):
    other = copy.copy(relation)
    other.cost_shares = Given(shares)
    return other


def with_risk(relation, risk, shares):
    other = copy.copy(relation)
    other.risk_shares = {**relation.risk_shares, risk: Given(shares)}
    return other


# Computed divisions: the shares of all parties, or None where facts lack.


def equal_gain(relation):
    alone = [relation.alone(i) for i in range(relation.n)]
    if relation.C is None or None in alone:
        return None
    gain = sum(alone) - relation.C
    if not less_money(relation.C, sum(alone)):
        return None
    shares = [(c - gain / relation.n) / relation.C for c in alone]
    if min(shares) < 0:
        kept = [max(0.0, s) for s in shares]
        shares = [s / sum(kept) for s in kept]
    return shares


def least_premium(relation, risk):
    """In proportion to τ / (1 − m)²; parties that control it wholly share it evenly."""
    taus = [relation.tau(i) for i in range(relation.n)]
    if None in taus or any(m.taken("risk_control") for m in relation.members):
        return None
    control = [relation.control(i, risk, 0.0) for i in range(relation.n)]
    if any(m >= 1 for m in control):
        whole = [1.0 if m >= 1 else 0.0 for m in control]
        return [w / sum(whole) for w in whole]
    parts = [tau / (1 - m) ** 2 for tau, m in zip(taus, control)]
    return [p / sum(parts) for p in parts] if sum(parts) > 0 else None


def shapley(relation):
    """Each party's part of C, where every coalition of P has a stated cost."""
    n, C = relation.n, relation.C
    alone = [relation.alone(i) for i in range(n)]
    if C is None or None in alone or n > 8:
        return None
    names = [p.name for p in relation.parties]
    costs = {frozenset(): 0.0, frozenset(range(n)): C}
    for i, c in enumerate(alone):
        costs[frozenset([i])] = c
    for coalition in stated_coalitions(relation):
        key = frozenset(names.index(m) for m in coalition["members"])
        if len(key) < n:
            costs[key] = coalition["cost"]
    result = []
    for i in range(n):
        value = 0.0
        others = [j for j in range(n) if j != i]
        for size in range(n):
            for group in combinations(others, size):
                before, after = frozenset(group), frozenset(group) | {i}
                if before not in costs or after not in costs:
                    return None
                part = factorial(size) * factorial(n - size - 1) / factorial(n)
                value += part * (costs[after] - costs[before])
        result.append(value / C)
    return result


def stated_coalitions(relation):
    names = {p.name for p in relation.parties}
    return [c for c in relation.deal.raw.get("coalitions", []) if set(c["members"]) <= names]


def blocked(relation, name, shares):
    """The stated coalitions that would pay less alone than under a division."""
    if shares is None or relation.C is None:
        return []
    names, result = [p.name for p in relation.parties], []
    for coalition in stated_coalitions(relation):
        if len(set(coalition["members"])) == relation.n:
            continue
        pays = sum(shares[names.index(m)] for m in coalition["members"]) * relation.C
        if pays > coalition["cost"] * (1 + 1e-9):
            result.append({"division": name, "coalition": sorted(coalition["members"]), "pays": pays,
                           "alone": coalition["cost"]})
    return result


def zone(relation):
    """(zone, of what) of the one member's cost share, or of its stake."""
    deal, member = relation.deal, relation.members[0]
    others = [k for k in SHARE_KEYS if k != "stake"]
    by_stake = member.stated("stake") and not any(p.stated(k) for p in relation.parties for k in others)
    of = "stake" if by_stake else "cost_share"
    C, B = relation.C, relation.B
    if C is None:
        return None, of
    if by_stake:
        ours, theirs = relation.alone(0), relation.alone(1)
        if ours is None or theirs is None:
            return None, of
        low, high, left_out = 1 - ours / C, theirs / C, []
        lost = False
        if B is None:
            left_out.append("benefit")
        else:
            for i in range(2):
                loss = sum(relation.e[r] * (1 - relation.control(i, r, 1.0)) for r in deal.risks)
                lost |= less_money(B - C, loss)
        return spanned(low, high, left_out, lost), of
    left_out, u = [], []
    for i in range(2):
        bounds = []
        alone, b = relation.alone(i), relation.benefit_share(i)
        if alone is None:
            left_out.append("stand_alone_cost")
        else:
            bounds.append(alone / C)
        if b is None or B is None:
            left_out.append("benefit")
        elif not relation.risks_known():
            left_out.append("risk")
        else:
            bounds.append((b * B - relation.expected_loss(i, 1.0)) / C)
        u.append(min(bounds) if bounds else None)
    if None in u:
        return None, of
    order = ["stand_alone_cost", "benefit", "risk"]
    return spanned(1 - u[0], u[1], [k for k in order if k in left_out], False), of


def spanned(low, high, left_out, lost):
    low, high = max(0.0, low), min(1.0, high)
    return {"low": clamp(low), "high": clamp(high), "empty": lost or low > high + SLACK, "left_out": left_out}


def money(relation, i):
    b, B = relation.benefit_share(i), relation.B
    risks = relation.risks_known()
    return {
        "cost": relation.x(i),
        "benefit": None if b is None or B is None else b * B,
        "expected_loss": relation.expected_loss(i, 1.0) if risks else None,
        "worst_loss": relation.worst_loss(i) if risks else None,
        "stand_alone_cost": relation.alone(i),
    }


def division(relation, shares):
    if shares is None:
        return None
    return {"share": shares[1], "raises": raised(with_cost(relation, shares), False)}


def contributions(relation, i):
    sums = [p.contributions()[1] for p in relation.parties]
    if None in sums or sum(sums) <= 0:
        return None
    return {"value": sums[i], "share": sums[i] / sum(sums)}


def terms(relation):
    """Of one candidate beside the organization."""
    span, zone_of = zone(relation)
    risk_shares = {}
    for r, shares in relation.risk_shares.items():
        least = least_premium(relation, r)
        risk_shares[r] = {
            "proposed": None if shares.of is None else shares.of[1],
            "least_premium": None if least is None else {
                "share": least[1], "raises": raised(with_risk(relation, r, least), True)},
        }
    return {
        "cost_share": {
            "proposed": relation.cost_share(1),
            "equal_gain": division(relation, equal_gain(relation)),
            "by_benefit": division(relation, relation.benefit_shares.of),
            "zone": span,
            "zone_of": zone_of,
        },
        "risk_shares": risk_shares,
        "contributions": contributions(relation, 1),
        "money": money(relation, 1),
        "organization": {"money": money(relation, 0)},
    }


# Flags (section 6)


def redundant(relation):
    """A member of a set that adds no coverage, where all that it covers is known."""
    deal, asked = relation.deal, relation.plan.by_id
    if deal.type != "consortium" or len(relation.members) < 2:
        return False
    counted = [k for k in ("capabilities", "reach", "resources") if k in asked and not asked[k].rated]
    if not counted or any(k in m.ratings for k in counted for m in relation.members):
        return False

    def covered(members):
        needs = [(n, need_gap(deal, n)) for n in deal.needs if "capabilities" in counted]
        yield from (relation.fill(n, members)[1] for n, g in needs if g > 0)
        if "resources" in counted:
            for r in deal.resources:
                if resource_gap(deal, r) > 0:
                    yield relation.pledged(r, members)[1]
        if "reach" in counted:
            yield from (1.0 if relation.served(m, members) else 0.0 for m in unserved(deal))

    def silent(m):
        needed = {n.name for n in deal.needs if need_gap(deal, n) > 0}
        lacking = {r.name for r in deal.resources if resource_gap(deal, r) > 0}
        return (
            ("capabilities" in counted and not needed <= set(m.fact("capabilities") or {}))
            or ("resources" in counted and not lacking <= set(m.fact("pledges") or {}))
            or ("reach" in counted and m.fact("markets") is None)
        )

    whole = list(covered(relation.members))
    for m in relation.members:
        rest = [other for other in relation.members if other is not m]
        if not silent(m) and all(a <= b + SLACK * max(1.0, abs(a)) for a, b in zip(whole, covered(rest))):
            return True
    return False


def uneven_panel(relation):
    for c in relation.plan.criteria():
        marked = {}
        for other in relation.deal.candidates:
            rating = other.ratings.get(c.id)
            if rating is not None and rating.named:
                for mark in rating.marks:
                    if mark.gave:
                        marked.setdefault(mark.reviewer, set()).add(other.name)
        for m in relation.members:
            rating = m.ratings.get(c.id)
            if rating is None or not rating.named:
                continue
            there = {mark.reviewer for mark in rating.marks}
            if any(names - {m.name} and reviewer not in there for reviewer, names in marked.items()):
                return True
    return False


def disagreement(relation):
    for c in relation.plan.criteria():
        for m in relation.members:
            rating = m.ratings.get(c.id)
            if rating is None or not rating.marks or rating.consensus:
                continue
            scores = [mark.score for mark in rating.marks if mark.gave]
            if scores and at_least(max(scores) - min(scores), 0.4):
                return True
    return False


def adds_nothing(relation):
    if relation.deal.type not in ("network", "consortium") or len(relation.members) > 1:
        return False
    ids = [k for k in ("capabilities", "reach", "resources") if k in relation.plan.by_id]
    return bool(ids) and all(relation.valued[k].tri.high <= SLACK for k in ids)


def contribution(relation):
    parts = [contributions(relation, i) for i in range(relation.n)]
    b = relation.benefit_shares.of
    if None in parts or b is None:
        return False
    return any(abs(p["share"] - q) > 0.10 + SLACK for p, q in zip(parts, b))


def flags(relation, gates):
    deal, asked, members = relation.deal, relation.plan.by_id, relation.members
    failed = {g.id for g in gates if g.outcome == "fail" and g.minimum is None}
    rival = relation.valued["rivalry"].tri if "rivalry" in asked else None
    dependences = [(m.fact("our_dependence"), m.fact("their_dependence")) for m in members]
    kinds = [relation.cost_shares, relation.benefit_shares, *relation.risk_shares.values()]
    years = [m.fact("horizon_years") for m in members]
    holds = {
        "short-horizon": deal.type == "strategic-alliance" and deal.horizon is not None and deal.horizon < 3 - SLACK,
        "no-gap": deal.type == "strategic-alliance" and deal.needs and all(need_gap(deal, n) == 0 for n in deal.needs),
        "shareholding": shareholding(relation),
        "long-horizon": deal.type == "joint-venture" and deal.horizon is not None and deal.horizon > 7 + SLACK,
        "redundant": redundant(relation),
        "large": deal.type == "consortium" and relation.n > 16,
        "over-exposed": over_exposed(relation),
        "dependence": any(None not in d and d[0] - d[1] > 0.30 + SLACK for d in dependences),
        "locked-in": any(d[0] is not None and d[0] > 0.50 + SLACK for d in dependences),
        "rival": rival is not None and rival.known > 0 and not at_least(rival.value, 0.50),
        "leaves-early": deal.horizon is not None and any(y is not None and y < deal.horizon - SLACK for y in years),
        "contribution": contribution(relation),
        "unallocated": deal.type not in ("network", "consortium") and any(s.unallocated() for s in kinds),
        "shares-above-one": any(s.above_one() for s in kinds),
        "uneven-panel": uneven_panel(relation),
        "expired": any(m.expired for m in members),
        "expected-loss": "unprofitable" not in failed and worse_than_expected(relation),
        "adds-nothing": adds_nothing(relation),
        "one-sided": one_sided(relation),
        "disagreement": disagreement(relation),
    }
    return sorted([id for id, is_so in holds.items() if is_so] + list(failed))
