"""An independent implementation of the scoring model, version 2, to compare the program with.

`evaluate` reads a valid deal and gives what `assess --format json` prints, key by key. It knows
nothing of errors, messages, hashes and details.
"""

import json
import sys
import tomllib

import confidence as sure
from asking import DIMENSIONS, Plan
from gates import House, evaluate_gates, stopped_by, verdict
from reading import SLACK, Deal, Options, evidence_table
from relation import Relation
from terms import blocked, equal_gain, flags, shapley, terms


class Assessed:
    """A relation with its score, gates and verdict."""

    def __init__(self, plan, members, house, fail_under):
        self.relation = Relation(plan, members)
        self.score = self.relation.score()
        self.gates = evaluate_gates(self.relation, self.score, house, fail_under)
        self.verdict, self.conditional_on = verdict(self.relation, self.score, self.gates)


class Comparison:
    """All candidates of a deal, each in a relation of its own."""

    def __init__(self, deal, house_raw, fail_under):
        self.deal = deal
        self.fail_under = fail_under
        self.plan = Plan(deal)
        self.house = House(house_raw, self.plan) if house_raw is not None else None
        self.plan.house = self.house
        set_relative_ends(deal, self.plan, house_raw, fail_under)
        self.assessed = {c.name: self.assess([c]) for c in deal.candidates}
        values = {name: a.score.value for name, a in self.assessed.items()}
        self.ranks = {n: 1 + sum(w > v + SLACK for w in values.values()) for n, v in values.items()}
        self.listed = sorted(values, key=lambda n: (self.ranks[n], n))
        sound = [n for n in self.listed if self.assessed[n].verdict != "not-recommended"]
        self.able = sound or self.listed
        self.leaders = sure.leaders_by({n: values[n] for n in self.able}) if self.able else []

    def assess(self, members):
        return Assessed(self.plan, members, self.house, self.fail_under)

    def standing(self, name):
        a = self.assessed[name]
        candidate = next(c for c in self.deal.candidates if c.name == name)
        return sure.Standing(candidate, a.relation, a.score, self.ranks[name])


def set_relative_ends(deal, plan, house_raw, fail_under):
    """L and H of relative criteria (section 3): among those that fail nothing, evidence or not."""
    relative = [c for c in plan.criteria() if c.relative()]
    if not relative:
        return
    whole = deal.restored()
    whole_plan = Plan(whole)
    house = House(house_raw, whole_plan) if house_raw is not None else None
    whole_plan.house = house
    sound = []
    for candidate, now in zip(whole.candidates, deal.candidates):
        relation = Relation(whole_plan, [candidate])
        gates = evaluate_gates(relation, relation.score(), house, fail_under)
        counted = [g for g in gates if g.minimum is None or counts_for_ends(whole_plan, g.id)]
        if not any(g.outcome == "fail" for g in counted):
            sound.append(now)
    for c in relative:
        measures = [(m.fact("measures") or {}).get(c.id) for m in sound]
        known = [x for x in measures if x is not None]
        if known:
            deal.relative_ends[c.id] = min(known) if c.relative() == "lowest" else max(known)
        deal.relative_open[c.id] = None in measures


def counts_for_ends(plan, id):
    """A minimum on a criterion that is not relative; a dimension rated as a whole is none."""
    c = plan.by_id.get(id)
    return c is not None and not c.whole and not c.relative()


def percent(x):
    return None if x is None else 100 * x


def dimensions_json(plan, relation, with_marks):
    result = {}
    for d in DIMENSIONS:
        if not plan.asked[d]:
            result[d] = None
            continue
        tri = relation.dimensions[d]
        rows = []
        for c in plan.asked[d]:
            valued = relation.valued[c.id]
            t = valued.tri
            row = {
                "id": c.id, "score": 100 * t.value, "low": 100 * t.low, "high": 100 * t.high, "known": t.known,
                "weight": c.weight, "share": plan.share(c),
            }
            if with_marks:
                rating = relation.members[0].ratings.get(c.id)
                row["source"] = valued.source
                if rating is not None and not c.relative():
                    row["evidence"] = evidence_table(rating.evidence)
                row["marks"] = marks_json(rating)
            rows.append(row)
        result[d] = {
            "score": percent(tri and tri.value), "low": percent(tri and tri.low), "high": percent(tri and tri.high),
            "weight": plan.weights[d], "criteria": rows,
        }
    return result


def marks_json(rating):
    if rating is None or rating.marks is None:
        return None
    return [
        {"reviewer": m.reviewer, "score": None if m.score is None else 10 * m.score,
         "evidence": evidence_table(m.evidence), "abstains": m.abstains}
        for m in rating.marks
    ]


def head_json(assessed, plan):
    relation, score = assessed.relation, assessed.score
    result = {
        "score": 100 * score.value, "low": 100 * score.low, "high": 100 * score.high, "known": score.known,
        "verdict": assessed.verdict,
        "stopped_by": stopped_by(assessed.gates),
        "gates": [g.json() for g in assessed.gates],
        "conditional_on": assessed.conditional_on,
        "flags": flags(relation, assessed.gates),
    }
    for d in DIMENSIONS:
        tri = relation.dimensions[d]
        result[d] = percent(tri and tri.value)
    return result


def next_evidence(plan, relation):
    rows = []
    for c in plan.criteria():
        t = relation.valued[c.id].tri
        points = plan.share(c) * (t.high - t.value) * 100
        if points > SLACK:
            rows.append({"criterion": c.id, "dimension": c.dimension, "points": points})
    return sorted(rows, key=lambda r: -r["points"])


def candidate_json(comparison, name):
    plan, assessed = comparison.plan, comparison.assessed[name]
    return {
        "rank": comparison.ranks[name],
        "name": name,
        **head_json(assessed, plan),
        "dimensions": dimensions_json(plan, assessed.relation, True),
        "can_lead": name in comparison.able,
        "next_evidence": next_evidence(plan, assessed.relation),
        "terms": terms(assessed.relation),
    }


def withdrawals(comparison, house_raw):
    if not any(c.relative() for c in comparison.plan.criteria()) or not comparison.leaders:
        return []
    leader, result = comparison.leaders[0], []
    for name in comparison.listed:
        if name == leader:
            continue
        other = Comparison(comparison.deal.without(name), house_raw, comparison.fail_under)
        if leader not in other.leaders:
            result.append({"candidate": name, "new_leader": other.leaders[0]})
    return result


def relative_is_open(comparison):
    """Whether a relative criterion is open: a candidate has no score on it."""
    return any(
        c.relative() and any(a.relation.valued[c.id].tri.known < 1 for a in comparison.assessed.values())
        for c in comparison.plan.criteria()
    )


def confidence_json(comparison, house_raw):
    plan = comparison.plan
    if not comparison.leaders:
        return None
    able = [comparison.standing(n) for n in comparison.able]
    every = [comparison.standing(n) for n in comparison.listed]
    leader = comparison.standing(comparison.leaders[0])
    rivals = [s for s in able if s.name != leader.name]
    rows, change = sure.weights_and_change(plan, able, comparison.leaders, comparison.ranks)
    panels, common = sure.reviewers(plan, every, able)
    ahead = [n for n in comparison.listed if comparison.ranks[n] < leader.rank]
    return {
        "leader": leader.name,
        "leaders": comparison.leaders,
        "ahead_but_out": [
            {"name": n, "gates": [g.id for g in comparison.assessed[n].gates if g.outcome == "fail"]} for n in ahead
        ],
        "holds": sure.holds(plan, leader, rivals, relative_is_open(comparison)),
        "weights": rows,
        "nearest_change": change,
        "reviewers": panels,
        "common_reviewers_lead": common,
        "withdrawal": withdrawals(comparison, house_raw),
    }


def weighting_json(plan):
    dimensions = plan.dimension_group.vary if plan.dimension_group else None
    if plan.criteria_group is not None:
        criteria = {d: plan.criteria_group.vary for d in DIMENSIONS if plan.asked[d]}
    else:
        criteria = {d: plan.criteria_groups[d].vary for d in DIMENSIONS}
    return {"form": plan.form, "vary": {"dimensions": dimensions, "criteria": criteria}}


def house_json(house):
    if house is None:
        return None
    gates = [
        {"id": k, "minimum": 50.0 if k == "known" and v is True else float(v) if v is not True else None}
        for k, v in house.gates.items() if v is not False and v != 0
    ]
    return {"gates": sorted(gates, key=lambda g: g["id"]), "not_applicable": sorted(house.not_applicable)}


def set_json(comparison, names):
    plan = comparison.plan
    members = [c for n in names for c in comparison.deal.candidates if c.name == n]
    assessed = comparison.assess(members)
    relation = assessed.relation
    parties = [p.name for p in relation.parties]
    divisions = {
        "proposed": relation.cost_shares.of, "equal_gain": equal_gain(relation), "shapley": shapley(relation),
    }
    without = []
    for m in members if len(members) > 1 else []:
        rest = [other for other in members if other is not m]
        alone = [
            n.name for n in relation.deal.needs
            if relation.fill(n, members)[0] > 0 and relation.fill(n, members)[2] and not relation.fill(n, rest)[2]
        ]
        without.append({"member": m.name, "score": 100 * comparison.assess(rest).score.value, "needs": alone})
    return {
        "members": list(names),
        **head_json(assessed, plan),
        "dimensions": dimensions_json(plan, relation, False),
        "without": without,
        "division": {
            party: {k: None if s is None else s[i] for k, s in divisions.items()} for i, party in enumerate(parties)
        },
        "blocked_by": [row for k, s in divisions.items() for row in blocked(relation, k, s)],
    }


def evaluate(deal_text, *, house=None, fail_under=None, as_of=None, min_grade=None, require_evidence=False, draws=0,
             sets=()):
    """What the program says of a valid deal; `house` is the text of a gates file."""
    house_raw = tomllib.loads(house) if house is not None else None
    deal = Deal(deal_text, Options(as_of, min_grade, require_evidence))
    comparison = Comparison(deal, house_raw, fail_under)
    plan = comparison.plan
    labels = {
        k: t["label"] for table in (deal.raw.get("dimensions", {}), deal.criteria) for k, t in table.items()
        if "label" in t
    }
    result = {
        "schema": "partner-eval/assessment/2",
        "model_version": 2,
        "deal": {
            "name": deal.header["name"], "relationship": deal.type,
            "objectives": deal.header.get("objectives", []), "currency": deal.header.get("currency"),
        },
        "aggregation": "geometric" if deal.geometric else "arithmetic",
        "weights": plan.weights,
        "weighting": weighting_json(plan),
        "labels": labels,
        "as_of": deal.day,
        "reviewers": [
            {"name": n, "weight": float(r.get("weight", 1)), "role": r.get("role")} for n, r in deal.reviewers.items()
        ],
        "house": house_json(comparison.house),
        "order": plan.order,
        "asked": {d: [{"id": c.id, "weight": c.weight} for c in plan.asked[d]] for d in DIMENSIONS},
        "not_applicable": plan.not_applicable,
        "candidates": [candidate_json(comparison, n) for n in comparison.listed],
        "confidence": confidence_json(comparison, house_raw),
    }
    if draws:
        places = sure.first_place(plan, [comparison.standing(n) for n in comparison.able], draws)
        for c in result["candidates"]:
            c["first_place"] = places.get(c["name"])
    if sets:
        result["sets"] = [set_json(comparison, names) for names in sets]
    return result


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        json.dump(evaluate(file.read()), sys.stdout, indent=1, ensure_ascii=False)
    print()
