//! The tables of a candidate.

use super::Who::{Both, They, We};
use super::header::NEED;
use super::{Kind, Range, Rule, Table, key, required};

/// An entry of `[[candidates]]`.
pub const CANDIDATE: Table = Table {
    name: "[[candidates]]",
    keys: &[
        required("name", Kind::Name, "who it is; unique"),
        key(
            "goals",
            Kind::Numbers(Range::WEIGHT),
            "their priorities, by goal",
        )
.asks(They, "What are your priorities? A weight for each goal, ours and your own; only the proportions count."),
        key(
            "culture",
            Kind::Table(&OCAI),
            "their OCAI profile, summing to 100",
        )
.asks(They, "How do you work? Divide 100 points over clan (as a family), adhocracy (as inventors), market (as competitors) and hierarchy (by rule)."),
        key(
            "sales",
            Kind::Numbers(Range::MONEY),
            "their competing sales, by market; empty: none",
        )
.asks(They, "What do you sell in the markets in which we sell? { } if nothing."),
        key(
            "capabilities",
            Kind::Numbers(Range::AMOUNT),
            "what they bring to each need",
        )
.asks(They, "What would you bring?"),
        key(
            "needs",
            Kind::NamedOr(&NEED, Range::SOME_LEVEL),
            "what they need, by name: a level or an amount",
        )
.asks(They, "What do you need, by name? A level from 0 to 10 (knowledge) or an amount (capacity) of each."),
        key(
            "risk_control",
            Kind::Numbers(Range::LEVEL),
            "how far they control each risk, 0..10",
        )
.asks(They, "How far do you control each risk by what you do? 0: not at all; 10: fully."),
        key(
            "pledges",
            Kind::Numbers(Range::AMOUNT),
            "what they put in of each resource",
        )
.asks(They, "How much of each resource would you put in?"),
        key(
            "measures",
            Kind::Numbers(Range::MEASURE),
            "values of your own measured criteria",
        )
.asks(They, "What is the figure?"),
        key("markets", Kind::Texts, "the markets they serve")
.asks(They, "Which of these markets do you serve? Names in quotes."),
        key("standards", Kind::Texts, "the standards they meet")
.asks(They, "Which of these standards do you meet? Names in quotes."),
        key(
            "stand_alone_cost",
            Kind::Number(Range::MONEY),
            "what it would cost them alone",
        )
.asks(They, "What would it cost you to do this alone?"),
        key(
            "extra_joint_cost",
            Kind::Number(Range::MONEY),
            "what their joining adds to the cost",
        )
.asks(Both, "What does their joining add to the joint cost?"),
        key(
            "stake",
            Kind::Number(Range::SHARE),
            "their part of cost, benefit and risk",
        )
.asks(Both, "What part of the cost, of the benefit and of the risk is theirs?"),
        key(
            "cost_share",
            Kind::Number(Range::SHARE),
            "their part of the cost, if not the stake",
        )
.asks(Both, "What part of the cost is theirs, if not the stake?"),
        key(
            "benefit_share",
            Kind::Number(Range::SHARE),
            "their part of the benefit, if not the stake",
        )
.asks(Both, "What part of the benefit is theirs, if not the stake?"),
        key(
            "risk_share",
            Kind::Number(Range::SHARE),
            "their part of each risk, if not the stake",
        )
.asks(Both, "What part of each risk is theirs, if not the stake?"),
        key(
            "risk_shares",
            Kind::Numbers(Range::SHARE),
            "their part of single risks, by name",
        )
.asks(Both, "What part of single risks is theirs, where it differs?"),
        key(
            "risk_capacity",
            Kind::Number(Range::MONEY),
            "the loss they could bear",
        )
.asks(They, "What loss could you bear?"),
        key(
            "our_dependence",
            Kind::Number(Range::SHARE),
            "share of our trade we would lose with them",
        )
.asks(We, "What share of our sales or spend in this field would we lose with them?"),
        key(
            "their_dependence",
            Kind::Number(Range::SHARE),
            "share of their trade they would lose with us",
        )
.asks(They, "What share of your sales or spend in this field would you lose with us?"),
        key(
            "horizon_years",
            Kind::Number(Range::YEARS),
            "how long they commit themselves",
        )
.asks(They, "For how many years do you commit yourselves?"),
        key(
            "track_record",
            Kind::Table(&TRACK_RECORD),
            "promises kept, of how many",
        )
.asks(They, "How many promises, deliveries or projects did you complete as agreed, and of how many? Who can confirm it?"),
        key(
            "joint_projects",
            Kind::Whole(Range::COUNT),
            "projects we did together before",
        )
.asks(We, "How many projects did we do together before?"),
        key(
            "ratings",
            Kind::Ratings,
            "ratings 0..10, by criterion or dimension",
        )
.asks(We, "A rating from 0 to 10, or a list of them, one a reviewer."),
        key(
            "meets",
            Kind::NameYesNo,
            "whether they meet each requirement",
        )
.asks(They, "Do you meet this? What shows it?"),
        key("veto", Kind::Text, "why they are out of the question")
.asks(We, "Does anything rule them out? Then say what, in quotes; else leave the key out."),
        key(
            "sources",
            Kind::NameTexts,
            "where each fact comes from, by key",
        )
.asks(We, "Where does each fact come from? For each key a text in quotes."),
        key(
            "attributes",
            Kind::Attributes,
            "facts that sets can be tested on",
        )
.asks(They, "What are you? A text in quotes, a number, or true or false."),
        key(
            "notes",
            Kind::Text,
            "anything else; not read by the program",
        )
.asks(We, "What else should a reader know? A text in quotes."),
    ],
    rules: &[],
};

/// `track_record`.
pub const TRACK_RECORD: Table = Table {
    name: "track_record",
    keys: &[
        required("kept", Kind::Whole(Range::COUNT), "promises kept"),
        required("total", Kind::Whole(Range::COUNT), "promises made"),
    ],
    rules: &[],
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
    rules: &[
        Rule::OneAtLeast(&["score", "low", "by"]),
        Rule::Excludes("by", &["score", "low", "high"]),
    ],
};

/// `culture`: the OCAI profile.
pub const OCAI: Table = Table {
    name: "culture",
    keys: &[
        required(
            "clan",
            Kind::Number(Range::OCAI),
            "points for working as a family does",
        ),
        required(
            "adhocracy",
            Kind::Number(Range::OCAI),
            "points for working as inventors do",
        ),
        required(
            "market",
            Kind::Number(Range::OCAI),
            "points for working as competitors do",
        ),
        required(
            "hierarchy",
            Kind::Number(Range::OCAI),
            "points for working by rule",
        ),
    ],
    rules: &[],
};

/// The four numbers of the OCAI profile, in its own order.
pub const CULTURE: [&str; 4] = ["clan", "adhocracy", "market", "hierarchy"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_name_is_asked() {
        for key in CANDIDATE.keys {
            assert_eq!(key.asked.is_some(), key.name != "name", "{}", key.name);
        }
    }

    #[test]
    fn the_profile_has_its_four_numbers() {
        assert!(OCAI.keys.iter().map(|key| key.name).eq(CULTURE));
    }
}
