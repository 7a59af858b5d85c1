//! The table of a candidate.

use super::key::{Key, KeyTable, ValueKind, Who, key_tables};
use super::range::Range;
use super::value::{NEED, OCAI, TRACK_RECORD};

key_tables! {
    /// An entry of `[[candidates]]`.
    CANDIDATE = "[[candidates]]" {
        "name" required: Name, "who it is; unique";
        "goals": Numbers(Range::WEIGHT), "their priorities, by goal"
            => They, "What are your priorities? A weight for each goal, ours and your own; only \
                      the proportions count.";
        "culture": Table(&OCAI), "their culture in the four numbers of the OCAI questionnaire, which sum to 100"
            => They, "How do you work? Divide 100 points over clan (as a family), adhocracy (as \
                      inventors), market (as competitors) and hierarchy (by rule).";
        "sales": Numbers(Range::MONEY), "their competing sales, by market; empty: none"
            => They, "What do you sell in the markets in which we sell? { } if nothing.";
        "capabilities": Numbers(Range::AMOUNT), "what they bring to each need"
            => They, "What would you bring?";
        "needs": NamedOr(&NEED, Range::SOME_LEVEL), "what they need, by name: a level or an amount"
            => They, "What do you need, by name? A level from 0 to 10 (knowledge) or an amount \
                      (capacity) of each.";
        "risk_control": Numbers(Range::LEVEL), "how far they control each risk, 0..10"
            => They, "How far do you control each risk by what you do? 0: not at all; 10: fully.";
        "pledges": Numbers(Range::AMOUNT), "what they put in of each resource"
            => They, "How much of each resource would you put in?";
        "measures": Numbers(Range::MEASURE), "values of your own measured criteria"
            => They, "What is the figure?";
        "markets": Texts, "the markets they serve"
            => They, "Which of these markets do you serve? Names in quotes.";
        "standards": Texts, "the standards they meet"
            => They, "Which of these standards do you meet? Names in quotes.";
        "stand_alone_cost": Number(Range::MONEY), "what it would cost them alone"
            => They, "What would it cost you to do this alone?";
        "extra_joint_cost": Number(Range::MONEY), "what their joining adds to the cost"
            => Both, "What does their joining add to the joint cost?";
        "extra_benefit": Number(Range::MONEY), "what their joining adds to the benefit"
            => Both, "What does their joining add to the benefit of the whole?";
        "contributions": Numbers(Range::MONEY), "what they bring in, by name, in money"
            => They, "What would you bring in, in money, goods or rights, and what is each worth?";
        "stake": Number(Range::SHARE), "their part of cost, benefit and risk"
            => Both, "What part of the cost, of the benefit and of the risk is theirs?";
        "cost_share": Number(Range::SHARE), "their part of the cost, if not the stake"
            => Both, "What part of the cost is theirs, if not the stake?";
        "benefit_share": Number(Range::SHARE), "their part of the benefit, if not the stake"
            => Both, "What part of the benefit is theirs, if not the stake?";
        "risk_share": Number(Range::SHARE), "their part of each risk, if not the stake"
            => Both, "What part of each risk is theirs, if not the stake?";
        "risk_shares": Numbers(Range::SHARE), "their part of single risks, by name"
            => Both, "What part of single risks is theirs, where it differs?";
        "risk_capacity": Number(Range::MONEY), "the loss they could bear"
            => They, "What loss could you bear?";
        "our_dependence": Number(Range::SHARE), "share of our trade we would lose with them"
            => We, "What share of our sales or spend in this field would we lose with them?";
        "their_dependence": Number(Range::SHARE), "share of their trade they would lose with us"
            => They, "What share of your sales or spend in this field would you lose with us?";
        "horizon_years": Number(Range::YEARS), "how long they commit themselves"
            => They, "For how many years do you commit yourselves?";
        "track_record": Table(&TRACK_RECORD), "promises kept, of how many"
            => They, "How many promises, deliveries or projects did you complete as agreed, and of \
                      how many? Who can confirm it?";
        "joint_projects": Whole(Range::COUNT), "projects we did together before"
            => We, "How many projects did we do together before?";
        "ratings": Ratings, "ratings, by criterion or dimension"
            => We, "A rating from 0 to 10, or a list of them, one a reviewer.";
        "meets": NameYesNo, "whether they meet each requirement"
            => They, "Do you meet this? What shows it?";
        "veto": Text, "why they are out of the question"
            => We, "Does anything rule them out? Then say what, in quotes; else leave the key out.";
        "sources": NameEvidence, "where each fact comes from, by key"
            => We, "Where does each fact come from? For each key a text in quotes.";
        "attributes": Attributes, "facts that sets can be tested on"
            => They, "What are you? A text in quotes, a number, or true or false.";
        "notes": Text, "anything else; not read by the program"
            => We, "What else should a reader know? A text in quotes.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_name_is_asked() {
        for key in CANDIDATE.keys {
            assert_eq!(key.question.is_some(), key.name != "name", "{}", key.name);
        }
    }
}
