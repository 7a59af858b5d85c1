"""Reading: from the text of a deal to facts, ratings and evidence (model, section 1).

A fact is in one of three states: absent, known, or *taken for unknown* (its evidence ran out, or is
asked for and missing). `Candidate.fact` gives the value of a known fact and None otherwise;
`Candidate.taken` tells whether a stated fact is taken for unknown.
"""

import tomllib

SLACK = 1e-9
GRADES = ["claimed", "documented", "verified"]
SAYS_NOTHING = {"", "tbd", "n/a", "?", "-", "todo", "x", "none"}
# What counts against its candidate needs no evidence and does not run out.
NEEDS_NO_EVIDENCE = {"name", "veto", "extra_joint_cost", "attributes", "notes", "ratings", "sources"}
SHARE_KEYS = ["stake", "cost_share", "benefit_share", "risk_share", "risk_shares"]


def at_least(a, b):
    """a >= b for shares and scores."""
    return a >= b - SLACK


def less_money(a, b):
    """a < b for money and amounts, with a relative slack."""
    return a < b - SLACK * max(abs(a), abs(b))


def clamp(x):
    return min(1.0, max(0.0, x))


class Tri:
    """A score: value, low, high in 0..1, and the part of it that is known."""

    __slots__ = ("value", "low", "high", "known")

    def __init__(self, value, low=None, high=None, known=1.0):
        self.value = value
        self.low = value if low is None else low
        self.high = value if high is None else high
        self.known = known

    def __repr__(self):
        return f"Tri({self.value:.6f}, {self.low:.6f}, {self.high:.6f}, {self.known:.4f})"


def unknown():
    return Tri(0.0, 0.0, 1.0, 0.0)


def mean(tris):
    """Of value, low, high and known separately (section 2)."""
    n = len(tris)
    return Tri(
        sum(t.value for t in tris) / n,
        sum(t.low for t in tris) / n,
        sum(t.high for t in tris) / n,
        sum(t.known for t in tris) / n,
    )


class Options:
    """What the command line says about reading."""

    def __init__(self, as_of=None, min_grade=None, require_evidence=False):
        self.as_of = as_of
        self.min_grade = min_grade
        self.require_evidence = require_evidence or min_grade is not None


def says_nothing(text):
    return text.strip().lower().removesuffix(".").strip() in SAYS_NOTHING


class Mark:
    def __init__(self, reviewer, score, weight, evidence, abstains, taken):
        self.reviewer = reviewer
        self.score = score  # 0..1, or None where the reviewer abstains
        self.weight = weight
        self.evidence = evidence
        self.abstains = abstains
        self.taken = taken

    @property
    def gave(self):
        return self.score is not None


class Rating:
    """A rating of one criterion or dimension."""

    def __init__(self):
        self.tri = unknown()
        self.taken = False  # the rating as a whole is taken for unknown
        self.marks = None  # of a panel
        self.named = False
        self.consensus = False
        self.evidence = None

    def says(self):
        """Whether it says anything: a rating taken for unknown and a panel of abstentions do not."""
        return self.tri.known > 0

    def mean_of_one(self, reviewer):
        """His mark, at its worst where it is taken for unknown; None if he gave none."""
        for m in self.marks:
            if m.reviewer == reviewer and m.gave:
                return 0.0 if m.taken else m.score
        return None

    def mean_of(self, marks):
        """The weighted mean, a mark taken for unknown at its worst; None if nothing of weight is left."""
        total = sum(m.weight for m in marks)
        if total <= 0:
            return None
        return sum(m.weight * (0.0 if m.taken else m.score) for m in marks) / total


class Candidate:
    def __init__(self, raw, deal):
        self.raw = raw
        self.name = raw["name"]
        self.deal = deal
        self.expired = False
        sources = raw.get("sources", {})
        self.taken_keys = set()
        for key in raw:
            if key in NEEDS_NO_EVIDENCE:
                continue
            status = deal.status(sources.get(key))
            if status == "expired" and not (key == "meets" and not any(raw[key].values())):
                self.expired = True
            if deal.is_taken(status):
                self.taken_keys.add(key)
        self.ratings = {k: self.read_rating(v) for k, v in raw.get("ratings", {}).items()}

    def stated(self, key):
        return key in self.raw

    def taken(self, key):
        return key in self.taken_keys

    def fact(self, key):
        return None if key in self.taken_keys else self.raw.get(key)

    def meets(self, requirement):
        """True, False or None. A requirement answered false needs no evidence."""
        answer = self.raw.get("meets", {}).get(requirement)
        return None if answer and self.taken("meets") else answer

    def state(self, key):
        return "absent" if not self.stated(key) else "taken" if self.taken(key) else "known"

    def share(self, kind, risk=None):
        """(state, share) of what this member states of `cost`, `benefit` or one risk (section 2)."""
        if kind == "risk":
            if self.taken("risk_shares"):
                return "taken", None
            if risk in self.raw.get("risk_shares", {}):
                return "known", self.raw["risk_shares"][risk]
        for key in (f"{kind}_share", "stake"):
            if self.stated(key):
                return self.state(key), self.fact(key)
        return "absent", None

    def contributions(self):
        """(state, sum of money)."""
        value = self.fact("contributions")
        return self.state("contributions"), None if value is None else sum(value.values())

    def read_rating(self, raw):
        deal = self.deal
        rating = Rating()
        if isinstance(raw, (int, float)):
            raw = {"score": raw}
        elif isinstance(raw, list):
            raw = {"marks": raw}
        rating.evidence = raw.get("evidence")
        whole = deal.status(rating.evidence)
        if whole == "expired":
            self.expired = True
        marks = None
        if "by" in raw:
            rating.named = True
            marks = list(raw["by"].items())
        elif "marks" in raw:
            marks = [(None, mark) for mark in raw["marks"]]
        if marks is None:
            rating.taken = deal.is_taken(whole)
            if not rating.taken:
                low = raw.get("low", raw.get("score"))
                score = raw.get("score", low)
                high = raw.get("high", score)
                rating.tri = Tri(deal.on_scale(score), deal.on_scale(low), deal.on_scale(high))
            return rating
        rating.marks = [self.read_mark(name, mark, rating.evidence) for name, mark in marks]
        if "consensus" in raw:
            rating.consensus = True
            agreed = self.read_mark(None, raw["consensus"], rating.evidence)
            rating.taken = agreed.taken
            if not agreed.taken:
                rating.tri = Tri(agreed.score)
            return rating
        given = [m for m in rating.marks if m.gave]
        total = sum(m.weight for m in given)
        if total > 0:
            lost = sum(m.weight for m in given if m.taken) / total
            value = rating.mean_of(given)
            # A mark taken for unknown counts worst in value and low and best in high.
            rating.tri = Tri(value, value, value + lost, 1.0 - lost)
            rating.taken = all(m.taken for m in given if m.weight > 0)
            if rating.taken:
                rating.tri = unknown()
        return rating

    def read_mark(self, reviewer, raw, panel_evidence):
        deal = self.deal
        weight = deal.reviewer_weight(reviewer)
        if isinstance(raw, str):
            return Mark(reviewer, None, weight, None, "abstains", False)
        if isinstance(raw, dict) and "abstains" in raw:
            return Mark(reviewer, None, weight, None, raw["abstains"], False)
        if not isinstance(raw, dict):
            raw = {"score": raw}
        own = raw.get("evidence")
        status = deal.status(own)
        if status == "none":  # a mark without evidence goes by its panel's
            status = deal.status(panel_evidence)
        if status == "expired":
            self.expired = True
        return Mark(reviewer, deal.on_scale(raw["score"]), weight, own, None, deal.is_taken(status))


class Organization:
    """The party that asks: its facts need no evidence."""

    def __init__(self, raw):
        self.raw = raw
        self.name = raw["name"]

    def fact(self, key):
        return self.raw.get(key)

    def state(self, key):
        return "known" if key in self.raw else "absent"

    def stated(self, key):
        return key in self.raw

    def taken(self, key):
        return False

    def share(self, kind, risk=None):
        for key in (f"{kind}_share", "stake"):
            if key in self.raw:
                return "known", self.raw[key]
        return "absent", None

    def contributions(self):
        value = self.raw.get("contributions")
        return self.state("contributions"), None if value is None else sum(value.values())


class Need:
    def __init__(self, name, raw):
        if not isinstance(raw, dict):
            raw = {"level": raw}
        self.name = name
        self.amount = "amount" in raw
        self.required = float(raw["amount"] if self.amount else raw["level"])
        self.weight = float(raw.get("weight", 1))
        self.critical = raw.get("critical", False)


class Resource:
    def __init__(self, name, raw):
        if not isinstance(raw, dict):
            raw = {"required": raw}
        self.name = name
        self.required = float(raw["required"])
        self.weight = float(raw.get("weight", 1))


class Deal:
    """A deal as read: tables of the header, the organization, and the candidates."""

    def __init__(self, text, options):
        raw = tomllib.loads(text) if isinstance(text, str) else text
        self.raw = raw
        self.options = options
        self.header = raw["deal"]
        self.type = self.header["relationship"]
        self.day = day_text(options.as_of or self.header.get("date"))
        scale = self.header.get("rating_scale", [0, 10])
        self.worst, self.best = scale
        self.geometric = self.header.get("aggregation", "arithmetic") == "geometric"
        self.rated = self.header.get("rated", [])
        self.cost = self.header.get("cost")
        self.benefit = self.header.get("benefit")
        self.target_saving = self.header.get("target_saving", 0.20)
        self.target_return = self.header.get("target_return", 0.50)
        self.horizon = self.header.get("horizon_years")
        self.needs = [Need(k, v) for k, v in raw.get("needs", {}).items()]
        self.resources = [Resource(k, v) for k, v in raw.get("resources", {}).items()]
        self.standards = raw.get("standards", {})
        self.markets = raw.get("target_markets", {})
        self.risks = raw.get("risks", {})
        self.requirements = raw.get("requirements", {})
        self.weights = raw.get("weights", {})
        self.criteria = raw.get("criteria", {})
        self.gates = raw.get("gates", {})
        self.reviewers = {
            name: r if isinstance(r, dict) else {"weight": r} for name, r in raw.get("reviewers", {}).items()
        }
        self.by_criteria = self.weights.get("by") == "criteria"
        self.organization = Organization(raw["organization"])
        self.candidates = [Candidate(c, self) for c in raw.get("candidates", [])]
        self.relative_ends = {}  # criterion → the L or H it is set against (section 3)
        self.relative_open = {}  # criterion → a candidate that fails nothing states no measure

    def on_scale(self, r):
        return (r - self.worst) / (self.best - self.worst)

    def reviewer_weight(self, name):
        if name is None or not self.reviewers:
            return 1.0
        return float(self.reviewers[name].get("weight", 1))

    def status(self, evidence):
        """`ok`, `none` or `expired`."""
        if evidence is None:
            return "none"
        if isinstance(evidence, str):
            return "none" if says_nothing(evidence) or self.options.min_grade else "ok"
        if self.day and "until" in evidence and day_text(evidence["until"]) < self.day:
            return "expired"
        said = evidence["text"] if "text" in evidence else evidence.get("by", "")
        if says_nothing(said):
            return "none"
        least = self.options.min_grade
        if least and GRADES.index(evidence.get("grade", "claimed")) < GRADES.index(least):
            return "none"
        if least and "grade" not in evidence:
            return "none"
        return "ok"

    def is_taken(self, status):
        return status == "expired" or (status == "none" and self.options.require_evidence)

    def without(self, name):
        """The same deal without one candidate."""
        raw = dict(self.raw)
        raw["candidates"] = [c for c in raw["candidates"] if c["name"] != name]
        return Deal(raw, self.options)

    def restored(self):
        """The same deal with nothing taken for unknown."""
        raw = dict(self.raw)
        raw["deal"] = {k: v for k, v in self.header.items() if k != "date"}
        return Deal(raw, Options())


def day_text(day):
    return None if day is None else str(day)


def evidence_table(evidence):
    """As the report prints it."""
    if evidence is None:
        return None
    if isinstance(evidence, str):
        evidence = {"text": evidence}
    return {k: None if evidence.get(k) is None else str(evidence[k]) for k in ("text", "by", "seen", "until", "grade")}
