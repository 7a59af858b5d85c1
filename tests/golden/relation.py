"""A relation, its shares and its criteria (model, sections 2 to 4).

A relation is the organization and a non-empty set of candidates. Parties are numbered: 0 is the
organization, 1.. are the members in the order given.
"""

from math import sqrt

from asking import DIMENSIONS, gap, need_gap, own_control, resource_gap, unserved
from reading import SLACK, Need, Tri, clamp, less_money, mean, unknown

PAIRS = {"goals", "culture"}
COVERAGE = {"capabilities", "reach", "resources"}
TERMS = {"allocation", "capacity", "savings", "equity"}
# Criteria of the set; all others are means over members.
SET_WIDE = PAIRS | COVERAGE | TERMS | {"return"}


class Shares:
    """The shares of one thing (cost, benefit or a risk) of all parties, as section 2 reads them."""

    def __init__(self, deal, members, kind, risk=None):
        stated = [m.share(kind, risk) for m in members]
        own_state, own = deal.organization.share(kind, risk)
        self.own_stated = own_state == "known"
        states = [state for state, _ in stated]
        self.absent = "absent" in states  # a share that nobody states: no evidence would bring it back
        self.taken = "taken" in states
        self.of = None
        self.sum = None
        if self.absent or self.taken:
            return
        parts = [float(s) for _, s in stated]
        self.sum = sum(parts) + (own if self.own_stated else 0.0)
        if self.own_stated:
            if self.sum > 0:
                self.of = [own / self.sum] + [s / self.sum for s in parts]
        elif self.sum > 1:
            self.of = [0.0] + [s / self.sum for s in parts]
        else:
            rest = 1.0 - self.sum
            self.of = [rest if rest >= 1e-12 else 0.0] + parts

    def would_be_known(self):
        """Known, or with evidence it would be: every member states one."""
        return self.of is not None or (self.taken and not self.absent)

    def over_subscribed(self):
        if self.sum is None:
            return False
        return self.sum > (1.05 if self.own_stated else 1.0) + SLACK

    def above_one(self):
        return self.sum is not None and self.sum > 1.005 + SLACK

    def unallocated(self):
        return self.sum is not None and self.own_stated and self.sum < 0.995 - SLACK


class Valued:
    """A criterion of a relation: its score, and what each member brings to it, for a mean over members."""

    def __init__(self, tri, source, by_member=None, proven=None):
        self.tri = tri
        self.source = source
        self.by_member = by_member
        # Of a track record: which members state one. What they state does not move (section 7).
        self.proven = proven or [False] * len(by_member or [])

    def at(self, theta):
        """The score if the part theta of what is open turns out good."""
        if self.by_member is None:
            return self.tri.value + theta * (self.tri.high - self.tri.value)
        return sum(self.member_at(i, theta) for i in range(len(self.by_member))) / len(self.by_member)

    def member_at(self, i, theta):
        t = self.by_member[i]
        return t.value if self.proven[i] else t.value + theta * (t.high - t.value)


class Relation:
    def __init__(self, plan, members):
        self.plan = plan
        self.deal = plan.deal
        self.members = members
        self.parties = [self.deal.organization] + members
        self.n = len(self.parties)
        self.cost_shares = Shares(self.deal, members, "cost")
        self.benefit_shares = Shares(self.deal, members, "benefit")
        self.risk_shares = {r: Shares(self.deal, members, "risk", r) for r in self.deal.risks}
        self.e = {r: v["probability"] * v["impact"] for r, v in self.deal.risks.items()}
        self.valued = {c.id: self.value_of(c) for c in plan.criteria()}

    # Money and shares

    @property
    def C(self):
        """The joint cost: what extra cost a member states needs no evidence."""
        if self.deal.cost is None:
            return None
        return self.deal.cost + sum(m.raw.get("extra_joint_cost", 0) for m in self.members)

    @property
    def B(self):
        """What the whole is worth."""
        if self.deal.benefit is None or any(m.taken("extra_benefit") for m in self.members):
            return None
        return self.deal.benefit + sum(m.fact("extra_benefit") or 0 for m in self.members)

    def cost_share(self, i):
        return None if self.cost_shares.of is None else self.cost_shares.of[i]

    def benefit_share(self, i):
        return None if self.benefit_shares.of is None else self.benefit_shares.of[i]

    def x(self, i):
        """What party i pays."""
        s = self.cost_share(i)
        return None if s is None or self.C is None else s * self.C

    def alone(self, i):
        return self.parties[i].fact("stand_alone_cost")

    def tau(self, i):
        return self.parties[i].fact("risk_capacity")

    def control(self, i, risk, absent):
        """m_ir, `absent` where a member states none."""
        if i == 0:
            return own_control(self.deal, risk)
        control = self.parties[i].fact("risk_control")
        if control is None or risk not in control:
            return absent
        return control[risk] / 10

    def risks_known(self):
        return all(s.of is not None for s in self.risk_shares.values())

    def expected_loss(self, i, absent):
        """E_i over the risks whose shares are known: Σ s (1 − m) e."""
        return sum(
            s.of[i] * (1 - self.control(i, r, absent)) * self.e[r]
            for r, s in self.risk_shares.items()
            if s.of is not None
        )

    def worst_loss(self, i):
        if not self.risks_known():
            return None
        return sum(s.of[i] * self.deal.risks[r]["impact"] for r, s in self.risk_shares.items())

    # Criteria

    def value_of(self, c):
        k = c.id
        if c.own is not None:
            return self.mean_over_members(c, self.measured)
        if c.rated:
            return self.mean_over_members(c, lambda c, m: unknown())
        if k in PAIRS:
            return self.pairs(k)
        if k in COVERAGE:
            return self.coverage(k)
        if k in TERMS:
            return self.terms(k)
        if k == "return":
            return computed(self.brings())
        return self.mean_over_members(c, {
            "rivalry": self.rivalry,
            "standards": self.standards,
            "common_ground": self.common_ground,
            "reciprocity": self.reciprocity,
            "dependence": self.dependence,
            "horizon": self.horizon,
            "track_record": self.track_record,
            "prior_ties": self.prior_ties,
        }[k])

    def mean_over_members(self, c, formula):
        tris, proven, sources = [], [], set()
        for m in self.members:
            rating = m.ratings.get(c.id)
            if rating is not None and not c.relative():
                tris.append(rating.tri)
                proven.append(False)
                sources.add("rated" if rating.tri.known > 0 else "unknown")
                continue
            tri = formula(c, m)
            tris.append(tri)
            proven.append(c.id == "track_record" and tri.known > 0)
            sources.add("computed" if tri.known > 0 else "unknown")
        source = next(s for s in ("computed", "rated", "unknown") if s in sources)
        return Valued(mean(tris), source, tris, proven)

    def measured(self, c, member):
        table = c.own
        x = (member.fact("measures") or {}).get(c.id)
        if "relative" in table:
            end = self.deal.relative_ends.get(c.id)
            if x is None or end is None:
                return unknown()
            value = clamp(end / x if table["relative"] == "lowest" else x / end)
            return Tri(value, 0.0 if self.deal.relative_open.get(c.id) else value, value)
        if "worst" in table:
            if x is None:
                return unknown()
            return Tri(clamp((x - table["worst"]) / (table["best"] - table["worst"])))
        return unknown()  # the user's own, rated by hand

    def pairs(self, k):
        """Goals: Σ min(a, b). Culture: 1 − ½ Σ |p − q|. Mean over all pairs of parties."""
        tris, sources = [], set()
        for i in range(self.n):
            for j in range(i + 1, self.n):
                rating = self.parties[j].ratings.get(k)
                if i == 0 and rating is not None:
                    # In a larger set too, the rating stands for the pair of the organization and that member.
                    tris.append(rating.tri)
                    sources.add("rated" if rating.tri.known > 0 else "unknown")
                    continue
                a, b = (normalised(self.parties[p].fact(k)) for p in (i, j))
                if a is None or b is None:
                    tris.append(unknown())
                    sources.add("unknown")
                    continue
                names = sorted(set(a) | set(b))
                if k == "goals":
                    value = sum(min(a.get(g, 0), b.get(g, 0)) for g in names)
                else:
                    value = 1 - sum(abs(a.get(g, 0) - b.get(g, 0)) for g in names) / 2
                tris.append(Tri(clamp(value)))
                sources.add("computed")
        return Valued(mean(tris), next(s for s in ("computed", "rated", "unknown") if s in sources))

    def coverage(self, k):
        facts = {"capabilities": self.capabilities, "reach": self.reach, "resources": self.contributed}[k]()
        ratings = [m.ratings[k] for m in self.members if k in m.ratings]
        if len(self.members) == 1 and ratings:
            return rated(ratings[0].tri)  # in place of what facts there are
        saying = [r.tri for r in ratings if r.says()]
        if saying:
            best = max(saying, key=lambda t: (t.value, t.low))
            value = max(facts.value, best.value)
            low = max(facts.low, best.low)
            return rated(Tri(value, low, 1.0, 1.0))
        return computed(facts)

    # The fills of needs, markets and resources

    def fill(self, need, members):
        """(gap, fill, filled, open) of one need."""
        org = self.deal.organization
        own = (org.fact("capabilities") or {}).get(need.name, 0)
        g = need_gap(self.deal, need)
        stated = [m.fact("capabilities") or {} for m in members]
        levels = [c.get(need.name, 0) for c in stated]
        if need.amount:
            fill = min(g, sum(levels))
        else:
            fill = min(g, max([0.0] + [level - own for level in levels]))
        filled = fill >= g - SLACK * need.required
        return g, g if filled else fill, filled, not filled and any(need.name not in c for c in stated)

    def capabilities(self):
        top = best = known = total = 0.0
        for need in self.deal.needs:
            g, fill, filled, is_open = self.fill(need, self.members)
            if g == 0:
                continue
            u = need.weight * g / need.required
            total += u
            top += u * fill / g
            best += u if is_open else u * fill / g
            known += 0 if is_open else u
        return Tri(top / total, top / total, best / total, known / total)

    def pledged(self, resource, members):
        """(gap, part filled, open) of one resource."""
        g = resource_gap(self.deal, resource)
        if g == 0:
            return 0.0, 1.0, False
        stated = [m.fact("pledges") or {} for m in members]
        amount = sum(p.get(resource.name, 0) for p in stated)
        if amount >= g - SLACK * resource.required:
            return g, 1.0, False
        return g, amount / g, any(resource.name not in p for p in stated)

    def contributed(self):
        top = best = known = total = 0.0
        for resource in self.deal.resources:
            g, part, is_open = self.pledged(resource, self.members)
            u = resource.weight * g / resource.required
            total += u
            top += u * part
            best += u if is_open else u * part
            known += 0 if is_open else u
        return Tri(top / total, top / total, best / total, known / total)

    def served(self, market, members):
        return any(market in (m.fact("markets") or []) for m in members)

    def reach(self):
        markets = unserved(self.deal)
        total = sum(markets.values())
        silent = any(m.fact("markets") is None for m in self.members)
        served = sum(w for market, w in markets.items() if self.served(market, self.members))
        if silent:
            return Tri(served / total, served / total, 1.0, served / total)
        return Tri(served / total)

    # Means over members

    def rivalry(self, c, member):
        ours, theirs = self.deal.organization.fact("sales"), member.fact("sales")
        if theirs is None:
            return unknown()
        return Tri(clamp(1 - sum(min(x, theirs.get(k, 0)) for k, x in ours.items()) / sum(ours.values())))

    def standards(self, c, member):
        met = member.fact("standards")
        if met is None:
            return unknown()
        return Tri(sum(w for k, w in self.deal.standards.items() if k in met) / sum(self.deal.standards.values()))

    def common_ground(self, c, member):
        own, theirs = self.deal.organization.fact("capabilities"), member.fact("capabilities")
        if theirs is None:
            return unknown()
        needs = [n for n in self.deal.needs if not n.amount and own.get(n.name, 0) > 0]
        top = sum(n.weight * min(theirs.get(n.name, 0), own[n.name]) for n in needs)
        return Tri(top / sum(n.weight * own[n.name] for n in needs))

    def reciprocity(self, c, member):
        """Σ w fill/R / Σ w of what this member needs, filled by the rest of the parties."""
        needs, own = member.fact("needs"), member.fact("capabilities")
        if needs is None or own is None:
            return unknown()
        needs = [Need(k, v) for k, v in needs.items()]
        total = sum(n.weight for n in needs)
        if total <= 0:
            return unknown()
        others = [m for m in self.members if m is not member]
        offers = [self.deal.organization.fact("capabilities") or {}] + [m.fact("capabilities") or {} for m in others]
        top = best = 0.0
        for need in needs:
            mine = own.get(need.name, 0)
            g = gap(need.required, mine)
            levels = [o.get(need.name, 0) for o in offers]
            fill = min(g, sum(levels)) if need.amount else min(g, max([0.0] + [v - mine for v in levels]))
            silent = any(need.name not in (m.fact("capabilities") or {}) for m in others)
            top += need.weight * fill / need.required
            best += need.weight * (g if silent else fill) / need.required
        return Tri(top / total, top / total, best / total)

    def dependence(self, c, member):
        ours, theirs = member.fact("our_dependence"), member.fact("their_dependence")
        if ours is None or theirs is None:
            return unknown()
        return Tri(1 - max(0.0, ours - theirs))

    def horizon(self, c, member):
        years = member.fact("horizon_years")
        return unknown() if years is None else Tri(min(1.0, years / self.deal.horizon))

    def track_record(self, c, member):
        record = member.fact("track_record")
        if record is None or record["total"] == 0:
            return unknown()
        low, high = wilson(record["kept"], record["total"])
        return Tri(low, low, high)

    def prior_ties(self, c, member):
        k = member.fact("joint_projects")
        return unknown() if k is None else Tri(k / (k + 1))

    # Terms

    def terms(self, k):
        ratings = [m.ratings.get(k) for m in self.members]
        if all(r is not None for r in ratings):
            return rated(mean([r.tri for r in ratings]))
        formula = {"allocation": self.allocation, "capacity": self.capacity, "savings": self.savings,
                   "equity": self.equity}[k]
        return computed(formula())

    def allocation(self):
        risks = [r for r in self.deal.risks if own_control(self.deal, r) < 1]
        taus = [self.tau(i) for i in range(self.n)]
        if None in taus or any(self.risk_shares[r].of is None for r in risks):
            return unknown()
        if any(m.taken("risk_control") for m in self.members):
            return unknown()

        def score(absent):
            top = total = 0.0
            for r in risks:
                m_o = own_control(self.deal, r)
                exposure = [self.risk_shares[r].of[i] * (1 - self.control(i, r, absent)) for i in range(self.n)]
                omega = self.e[r] * (1 - m_o) ** 2
                total += omega
                if any(tau == 0 and x > 0 for tau, x in zip(taus, exposure)):
                    continue  # q = 0
                premiums = sum(x * x / tau for tau, x in zip(taus, exposure) if x > 0)
                relief = 1 - premiums / ((1 - m_o) ** 2 / taus[0])
                top += omega * clamp(relief / (1 - 1 / self.n))
            return top / total

        value = score(0.0)
        return Tri(value, value, max(value, score(1.0)))

    def capacity(self):
        taus = [self.tau(i) for i in range(self.n)]
        if None in taus or not self.risks_known():
            return unknown()
        parts = [1.0]
        for i, tau in enumerate(taus):
            stress = self.worst_loss(i)
            if stress > 0:
                parts.append(min(1.0, tau / stress))
        return Tri(min(parts))

    def savings(self):
        pays = [self.x(i) for i in range(self.n)]
        alone = [self.alone(i) for i in range(self.n)]
        if None in pays or None in alone:
            return unknown()
        target = self.deal.target_saving
        if target == 0:
            return Tri(0.0 if any(less_money(c, x) for c, x in zip(alone, pays)) else 1.0)
        parts = []
        for c, x in zip(alone, pays):
            if c == 0:
                parts.append(1.0 if x == 0 else 0.0)
            else:
                parts.append(clamp((1 - x / c) / target))
        return Tri(min(parts))

    def equity(self):
        if self.cost_shares.of is None or self.benefit_shares.of is None:
            return unknown()
        parts = [1.0]
        for x, b in zip(self.cost_shares.of, self.benefit_shares.of):
            if x > 0:
                parts.append(min(1.0, b / x))
        return Tri(min(parts))

    def brings(self):
        if self.B is None:
            return unknown()
        return Tri(clamp((self.B / self.C - 1) / self.deal.target_return))

    # Dimensions and the whole (section 4)

    def aggregate(self, dimensions):
        """The total of values of dimensions."""
        if self.deal.geometric:
            total = 1.0
            for d, w in self.plan.weights.items():
                if w > 0:
                    total *= max(dimensions[d], 0.01) ** w
            return total
        return sum(w * dimensions[d] for d, w in self.plan.weights.items() if w > 0)

    def dimension(self, d):
        """Σ w·criterion / Σ w over value, low, high and known; None without criteria."""
        counted = [c for c in self.plan.asked[d] if c.part > 0]
        if not counted:
            return None
        tris = [(c.part, self.valued[c.id].tri) for c in counted]
        return Tri(*(sum(w * getattr(t, key) for w, t in tris) for key in ("value", "low", "high", "known")))

    def score(self):
        self.dimensions = {d: self.dimension(d) for d in DIMENSIONS}
        given = {d: t for d, t in self.dimensions.items() if t is not None}
        return Tri(
            *(self.aggregate({d: getattr(t, key) for d, t in given.items()}) for key in ("value", "low", "high")),
            sum(self.plan.weights[d] * t.known for d, t in given.items()),
        )


def normalised(profile):
    total = sum(profile.values()) if profile else 0
    return {k: v / total for k, v in profile.items()} if total > 0 else None


def computed(tri):
    return Valued(tri, "computed" if tri.known > 0 else "unknown")


def rated(tri):
    return Valued(tri, "rated" if tri.known > 0 else "unknown")


def wilson(kept, total, z=1.645):
    """The score interval of Wilson (1927)."""
    p = kept / total
    centre = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return clamp(centre - half), clamp(centre + half)
