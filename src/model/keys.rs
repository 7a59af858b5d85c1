//! The keys of a deal file: type, range and meaning of each.
//!
//! The reader checks every number against the range given here and offers these names as "did you
//! mean".

/// The numbers that a key takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least number.
    pub low: f64,
    /// Whether `low` itself is left out.
    pub open: bool,
    /// The greatest number.
    pub high: f64,
    /// What the number is, in words: "a share", "money".
    pub what: &'static str,
}

/// Numbers above this are taken for mistakes; sums and products of those below stay finite.
pub const LARGEST: f64 = 1e100;

const fn at_least(low: f64, what: &'static str) -> Range {
    Range {
        low,
        open: false,
        high: LARGEST,
        what,
    }
}

const fn above(low: f64, what: &'static str) -> Range {
    Range {
        low,
        open: true,
        high: LARGEST,
        what,
    }
}

impl Range {
    /// A level of knowledge, a degree of control, a rating.
    pub const LEVEL: Range = Range {
        low: 0.0,
        open: false,
        high: 10.0,
        what: "a level",
    };
    /// A rating.
    pub const RATING: Range = Range {
        what: "a rating",
        ..Range::LEVEL
    };
    /// A part of the whole.
    pub const SHARE: Range = Range {
        low: 0.0,
        open: false,
        high: 1.0,
        what: "a share",
    };
    /// A probability of something that can happen.
    pub const PROBABILITY: Range = Range {
        low: 0.0,
        open: true,
        high: 1.0,
        what: "a probability",
    };
    /// An amount of money.
    pub const MONEY: Range = at_least(0.0, "an amount of money");
    /// An amount of money that is not nothing.
    pub const SOME_MONEY: Range = above(0.0, "an amount of money");
    /// A weight or a priority.
    pub const WEIGHT: Range = at_least(0.0, "a weight");
    /// A quantity of a capacity or a resource.
    pub const AMOUNT: Range = at_least(0.0, "an amount");
    /// A quantity that is not nothing.
    pub const SOME_AMOUNT: Range = above(0.0, "an amount");
    /// A level that is not nothing.
    pub const SOME_LEVEL: Range = Range {
        open: true,
        ..Range::LEVEL
    };
    /// A number of years that is not nothing.
    pub const SOME_YEARS: Range = above(0.0, "a number of years");
    /// A number of years.
    pub const YEARS: Range = at_least(0.0, "a number of years");
    /// A whole number of things.
    pub const COUNT: Range = at_least(0.0, "a count");
    /// A whole number of things, one at least.
    pub const SOME_COUNT: Range = at_least(1.0, "a count");
    /// A minimum on the scale of scores.
    pub const MINIMUM: Range = Range {
        low: 0.0,
        open: false,
        high: 100.0,
        what: "a minimum",
    };
    /// One of the four OCAI numbers.
    pub const OCAI: Range = Range {
        low: 0.0,
        open: false,
        high: 100.5,
        what: "OCAI points",
    };
    /// A judgement on Saaty's scale, from 1/9, which people round to 0.11, to 9.
    pub const RATIO: Range = Range {
        low: 0.11,
        open: false,
        high: 9.0,
        what: "a ratio",
    };
    /// Any number.
    pub const MEASURE: Range = Range {
        low: -LARGEST,
        open: false,
        high: LARGEST,
        what: "a measure",
    };

    /// Whether the number lies in the range.
    pub fn holds(&self, number: f64) -> bool {
        let above = if self.open {
            number > self.low
        } else {
            number >= self.low
        };
        above && number <= self.high
    }

    /// The range in words: "from 0 to 1", "above 0".
    pub fn words(&self) -> String {
        let least = if self.open { "above" } else { "at least" };
        match (self.low <= -LARGEST, self.high >= LARGEST) {
            (true, _) => "any finite number".to_owned(),
            (false, true) => format!("{least} {}", self.low),
            (false, false) if self.open => format!("above 0 and at most {}", self.high),
            (false, false) if self.low == Range::RATIO.low => "from 1/9 to 9".to_owned(),
            (false, false) => format!("from {} to {}", self.low, self.high),
        }
    }
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// A text that is not empty.
    Name,
    /// One of a fixed list of ids.
    OneOf(fn() -> Vec<&'static str>),
    /// A list of texts.
    Texts,
    /// true or false.
    YesNo,
    /// A number.
    Number(Range),
    /// A whole number.
    Whole(Range),
    /// A table from names to numbers.
    Numbers(Range),
    /// A table from names to texts.
    NameTexts,
    /// A table from names to true or false.
    NameYesNo,
    /// A table or a list with a form of its own, in words.
    Form(&'static str),
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it means.
    pub about: &'static str,
}

/// A table with fixed keys.
#[derive(Debug)]
pub struct Table {
    /// How messages call it.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

impl Table {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key {
        name,
        kind,
        required: false,
        about,
    }
}

const fn required(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key {
        name,
        kind,
        required: true,
        about,
    }
}

fn relationships() -> Vec<&'static str> {
    super::Relationship::ALL
        .map(super::Relationship::id)
        .to_vec()
}

fn dimensions() -> Vec<&'static str> {
    super::Dimension::ALL.map(super::Dimension::id).to_vec()
}

fn aggregations() -> Vec<&'static str> {
    vec!["arithmetic", "geometric"]
}

fn methods() -> Vec<&'static str> {
    vec!["rank-sum", "centroid"]
}

/// The top level of the file.
pub const FILE: Table = Table {
    name: "the file",
    keys: &[
        required("deal", Kind::Form("a table"), "what is proposed"),
        required("organization", Kind::Form("a table"), "who is asking"),
        key(
            "needs",
            Kind::Form("a table"),
            "what the deal needs, by name: a level or an amount",
        ),
        key(
            "standards",
            Kind::Numbers(Range::WEIGHT),
            "standards to meet, with their weights",
        ),
        key(
            "target_markets",
            Kind::Numbers(Range::WEIGHT),
            "markets to reach, with their weights",
        ),
        key(
            "risks",
            Kind::Form("a table"),
            "what can go wrong, by name: probability and impact",
        ),
        key(
            "resources",
            Kind::Form("a table"),
            "what the parties must put in, by name",
        ),
        key(
            "requirements",
            Kind::NameTexts,
            "what must be shown, by name: yes or no, not scored",
        ),
        key(
            "weights",
            Kind::Form("a table"),
            "the weights of the dimensions, if not by type",
        ),
        key(
            "criteria",
            Kind::Form("a table"),
            "weights inside a dimension, and criteria of your own",
        ),
        key(
            "gates",
            Kind::Numbers(Range::MINIMUM),
            "minimum scores; 0 removes a default one",
        ),
        key(
            "compose",
            Kind::Form("a table"),
            "what a set of members must satisfy",
        ),
        required(
            "candidates",
            Kind::Form("a list of tables, [[candidates]]"),
            "who could be partner",
        ),
    ],
};

/// The top level of an organization's file of gates.
pub const HOUSE: Table = Table {
    name: "the file",
    keys: &[required(
        "gates",
        Kind::Numbers(Range::MINIMUM),
        "minimum scores of the house",
    )],
};

/// `[deal]`.
pub const DEAL: Table = Table {
    name: "[deal]",
    keys: &[
        required("name", Kind::Name, "what the deal is called"),
        required(
            "relationship",
            Kind::OneOf(relationships),
            "the type of relationship",
        ),
        key("objectives", Kind::Texts, "what the deal is for"),
        key(
            "horizon_years",
            Kind::Number(Range::SOME_YEARS),
            "how long it is planned for",
        ),
        key("cost", Kind::Number(Range::SOME_MONEY), "the joint cost"),
        key(
            "benefit",
            Kind::Number(Range::SOME_MONEY),
            "the expected benefit of the whole",
        ),
        key(
            "target_saving",
            Kind::Number(Range::SHARE),
            "the saving that earns full points (0.20)",
        ),
        key("currency", Kind::Text, "a label for all money in the file"),
        key(
            "aggregation",
            Kind::OneOf(aggregations),
            "how dimensions make the total",
        ),
        key(
            "rated",
            Kind::Texts,
            "criteria or dimensions that are rated by hand",
        ),
    ],
};

/// `[organization]`.
pub const ORGANIZATION: Table = Table {
    name: "[organization]",
    keys: &[
        required("name", Kind::Name, "who is asking"),
        key(
            "goals",
            Kind::Numbers(Range::WEIGHT),
            "our priorities, by goal",
        ),
        key(
            "culture",
            Kind::Form("a table of four numbers"),
            "our OCAI profile, summing to 100",
        ),
        key(
            "sales",
            Kind::Numbers(Range::MONEY),
            "our competing sales, by market",
        ),
        key(
            "capabilities",
            Kind::Numbers(Range::AMOUNT),
            "what we have of each need",
        ),
        key(
            "risk_control",
            Kind::Numbers(Range::LEVEL),
            "how far we control each risk, 0..10",
        ),
        key(
            "pledges",
            Kind::Numbers(Range::AMOUNT),
            "what we put in of each resource",
        ),
        key("markets", Kind::Texts, "the markets we serve"),
        key(
            "stand_alone_cost",
            Kind::Number(Range::MONEY),
            "what it would cost us alone",
        ),
        key(
            "risk_capacity",
            Kind::Number(Range::SOME_MONEY),
            "the loss we could bear",
        ),
        key(
            "attributes",
            Kind::Form("a table of free keys"),
            "facts that sets can be tested on",
        ),
        key(
            "stake",
            Kind::Number(Range::SHARE),
            "our part of cost, benefit and risk, if fixed",
        ),
        key(
            "cost_share",
            Kind::Number(Range::SHARE),
            "our part of the cost, if not the stake",
        ),
        key(
            "benefit_share",
            Kind::Number(Range::SHARE),
            "our part of the benefit, if not the stake",
        ),
        key(
            "risk_share",
            Kind::Number(Range::SHARE),
            "our part of each risk, if not the stake",
        ),
    ],
};

/// An entry of `[[candidates]]`.
pub const CANDIDATE: Table = Table {
    name: "[[candidates]]",
    keys: &[
        required("name", Kind::Name, "who it is; unique"),
        key(
            "goals",
            Kind::Numbers(Range::WEIGHT),
            "their priorities, by goal",
        ),
        key(
            "culture",
            Kind::Form("a table of four numbers"),
            "their OCAI profile, summing to 100",
        ),
        key(
            "sales",
            Kind::Numbers(Range::MONEY),
            "their competing sales, by market; empty: none",
        ),
        key(
            "capabilities",
            Kind::Numbers(Range::AMOUNT),
            "what they bring to each need",
        ),
        key(
            "needs",
            Kind::Form("a table"),
            "what they need, by name: a level or an amount",
        ),
        key(
            "risk_control",
            Kind::Numbers(Range::LEVEL),
            "how far they control each risk, 0..10",
        ),
        key(
            "pledges",
            Kind::Numbers(Range::AMOUNT),
            "what they put in of each resource",
        ),
        key(
            "measures",
            Kind::Numbers(Range::MEASURE),
            "values of your own measured criteria",
        ),
        key("markets", Kind::Texts, "the markets they serve"),
        key("standards", Kind::Texts, "the standards they meet"),
        key(
            "stand_alone_cost",
            Kind::Number(Range::MONEY),
            "what it would cost them alone",
        ),
        key(
            "extra_joint_cost",
            Kind::Number(Range::MONEY),
            "what their joining adds to the cost",
        ),
        key(
            "stake",
            Kind::Number(Range::SHARE),
            "their part of cost, benefit and risk",
        ),
        key(
            "cost_share",
            Kind::Number(Range::SHARE),
            "their part of the cost, if not the stake",
        ),
        key(
            "benefit_share",
            Kind::Number(Range::SHARE),
            "their part of the benefit, if not the stake",
        ),
        key(
            "risk_share",
            Kind::Number(Range::SHARE),
            "their part of each risk, if not the stake",
        ),
        key(
            "risk_shares",
            Kind::Numbers(Range::SHARE),
            "their part of single risks, by name",
        ),
        key(
            "risk_capacity",
            Kind::Number(Range::MONEY),
            "the loss they could bear",
        ),
        key(
            "our_dependence",
            Kind::Number(Range::SHARE),
            "share of our trade we would lose with them",
        ),
        key(
            "their_dependence",
            Kind::Number(Range::SHARE),
            "share of their trade they would lose with us",
        ),
        key(
            "horizon_years",
            Kind::Number(Range::YEARS),
            "how long they commit themselves",
        ),
        key(
            "track_record",
            Kind::Form("{ kept, total }"),
            "promises kept, of how many",
        ),
        key(
            "joint_projects",
            Kind::Whole(Range::COUNT),
            "projects we did together before",
        ),
        key(
            "ratings",
            Kind::Form("a table of ratings"),
            "ratings 0..10, by criterion or dimension",
        ),
        key(
            "meets",
            Kind::NameYesNo,
            "whether they meet each requirement",
        ),
        key("veto", Kind::Text, "why they are out of the question"),
        key(
            "sources",
            Kind::NameTexts,
            "where each fact comes from, by key",
        ),
        key(
            "attributes",
            Kind::Form("a table of free keys"),
            "facts that sets can be tested on",
        ),
        key(
            "notes",
            Kind::Text,
            "anything else; not read by the program",
        ),
    ],
};

/// An entry of `[needs]` or of a candidate's `needs`.
pub const NEED: Table = Table {
    name: "a need",
    keys: &[
        key(
            "level",
            Kind::Number(Range::SOME_LEVEL),
            "the level of knowledge needed, 0..10",
        ),
        key(
            "amount",
            Kind::Number(Range::SOME_AMOUNT),
            "the capacity needed",
        ),
        key(
            "weight",
            Kind::Number(Range::WEIGHT),
            "its weight, 1 by default",
        ),
        key(
            "critical",
            Kind::YesNo,
            "whether the deal makes no sense without it",
        ),
    ],
};

/// An entry of `[risks]`.
pub const RISK: Table = Table {
    name: "a risk",
    keys: &[
        required(
            "probability",
            Kind::Number(Range::PROBABILITY),
            "how likely it is",
        ),
        required(
            "impact",
            Kind::Number(Range::SOME_MONEY),
            "what it would cost",
        ),
    ],
};

/// An entry of `[resources]`.
pub const RESOURCE: Table = Table {
    name: "a resource",
    keys: &[
        required(
            "required",
            Kind::Number(Range::SOME_AMOUNT),
            "how much is required",
        ),
        key(
            "weight",
            Kind::Number(Range::WEIGHT),
            "its weight, 1 by default",
        ),
    ],
};

/// `[weights]`.
pub const WEIGHTS: Table = Table {
    name: "[weights]",
    keys: &[
        key("compatibility", Kind::Number(Range::WEIGHT), "its weight"),
        key("complementarity", Kind::Number(Range::WEIGHT), "its weight"),
        key("risk_sharing", Kind::Number(Range::WEIGHT), "its weight"),
        key("cost_sharing", Kind::Number(Range::WEIGHT), "its weight"),
        key("commitment", Kind::Number(Range::WEIGHT), "its weight"),
        key(
            "order",
            Kind::Form("a list of lists of dimensions"),
            "the dimensions by importance, ties together",
        ),
        key(
            "method",
            Kind::OneOf(methods),
            "how the order becomes numbers",
        ),
        key(
            "pairwise",
            Kind::Form("a table of ten comparisons"),
            "\"a/b\" = how many times a matters more than b",
        ),
    ],
};

/// `[criteria.ID]`.
pub const CRITERION: Table = Table {
    name: "[criteria]",
    keys: &[
        key(
            "weight",
            Kind::Number(Range::WEIGHT),
            "its weight inside its dimension, 1 by default",
        ),
        key(
            "dimension",
            Kind::OneOf(dimensions),
            "your own criterion: where it belongs",
        ),
        key("about", Kind::Text, "your own criterion: what it asks"),
        key(
            "worst",
            Kind::Number(Range::MEASURE),
            "your own measured criterion: earns 0",
        ),
        key(
            "best",
            Kind::Number(Range::MEASURE),
            "your own measured criterion: earns 1",
        ),
    ],
};

/// `[compose]`.
pub const COMPOSE: Table = Table {
    name: "[compose]",
    keys: &[
        key(
            "size",
            Kind::Form("a number or \"MIN..MAX\""),
            "how many members besides the organization",
        ),
        key(
            "distinct",
            Kind::Form("a table of counts"),
            "attribute = how many different values at least",
        ),
        key(
            "at_least",
            Kind::Form("a table of counts"),
            "attribute = how many members have it",
        ),
        key(
            "max_cost",
            Kind::Number(Range::MONEY),
            "the highest joint cost",
        ),
    ],
};

/// `track_record`.
pub const TRACK_RECORD: Table = Table {
    name: "track_record",
    keys: &[
        required("kept", Kind::Whole(Range::COUNT), "promises kept"),
        required("total", Kind::Whole(Range::COUNT), "promises made"),
    ],
};

/// A rating in its long form.
pub const RATING: Table = Table {
    name: "a rating",
    keys: &[
        key("score", Kind::Number(Range::RATING), "the rating"),
        key("low", Kind::Number(Range::RATING), "the lowest it may be"),
        key("high", Kind::Number(Range::RATING), "the highest it may be"),
        key(
            "by",
            Kind::Numbers(Range::RATING),
            "the ratings of a panel, by reviewer",
        ),
        key("evidence", Kind::Text, "what the rating rests on"),
    ],
};

/// The four numbers of the OCAI profile, in its own order.
pub const CULTURE: [&str; 4] = ["clan", "adhocracy", "market", "hierarchy"];
