//! The words that reports print and that are no id of something else: columns, headings, outcomes.

use super::table::table;

table! {
    /// A word of a report.
    pub enum Word: ALL {
        /// What it means.
        about: &'static str,
        /// As it is printed, in lower case.
        id: &'static str,
        /// Where it is printed.
        printed: &'static str,
    }

    Rank {
        about: "1 + the number of candidates whose score is higher by more than 1e-9 of a point; those that tie \
                share a rank and are listed by name",
        id: "rank",
        printed: "the column # of the table; JSON, CSV",
    }
    Candidate { about: "the name of a candidate, as the file writes it", id: "candidate", printed: "every report" }
    Score {
        about: "the points that are proven, 0..100: the weighted mean of the five dimensions (with \
                deal.aggregation = \"geometric\" the geometric mean). What is asked and not answered earns 0. It \
                hangs on the deal and on the candidate alone, never on the other candidates, unless a criterion \
                is `relative`. As a gate: its minimum, 65 by default",
        id: "score",
        printed: "every report",
    }
    Range {
        about: "how low and how high the score could be once everything that is open is known; one number where \
                nothing is open. What reviewers disagree on is not in it",
        id: "range",
        printed: "the table",
    }
    Low { about: "the least that the score could be once everything is known, 0..100", id: "low", printed: "JSON, CSV" }
    High { about: "the most that the score could be once everything is known, 0..100", id: "high", printed: "JSON, CSV" }
    Known {
        about: "the part of the weight that is answered: 100% if every criterion is computed or rated. Evidence \
                that ran out, or that is weaker than asked for, is no answer",
        id: "known",
        printed: "every report",
    }
    First {
        about: "first place: in what share of random draws it ranks first among those that can lead, every weight \
                drawn among those it may have, every open criterion evenly over its range, reviewers' weights \
                anew (SMAA: Lahdelma, Hokkanen & Salminen 1998). - if it cannot lead",
        id: "first",
        printed: "the column First of the table",
    }
    FirstPlace { about: "the same as `first`, 0..1; empty if it cannot lead", id: "first_place", printed: "JSON, CSV" }
    Verdict {
        about: "what the gates make of a candidate. A gate fails: not-recommended. All pass: recommended. Else \
                conditional, if it passes once each open criterion turns out at least so good, at most half of \
                what is open; else undecided",
        id: "verdict",
        printed: "every report",
    }
    Gates {
        about: "what a candidate must satisfy whatever its score: minimums on the score, on dimensions and on \
                criteria, and pass/fail gates. pass, fail (cannot pass any more) or undecided (not known yet). \
                [gates] changes the defaults; what a house's file (--gates) names, no deal can lower",
        id: "gates",
        printed: "explain, Markdown, JSON",
    }
    Minimum { about: "the points of 100 that a gate asks for", id: "minimum", printed: "explain, Markdown, JSON" }
    Pass { about: "the gate is satisfied by what is proven", id: "pass", printed: "explain, JSON" }
    Fail { about: "the gate cannot be satisfied, whatever is still open turns out to be", id: "fail", printed: "explain, JSON" }
    NotAsked {
        about: "the house asks a minimum on something that this deal took out: its gate is undecided for everybody",
        id: "not asked",
        printed: "reasons of gates",
    }
    StoppedBy {
        about: "the gates that do not pass: fails first, then pass/fail gates, then the largest shortfall",
        id: "stopped_by",
        printed: "JSON, CSV",
    }
    Flags { about: "what deserves a look beside the score; a flag changes no score", id: "flags", printed: "every report" }
    Weights {
        about: "how much each dimension counts: by the type of relationship, or as [weights] says in numbers, \
                ranges, an order, comparisons in pairs or by criteria",
        id: "weights",
        printed: "the line above the table",
    }
    Weight {
        about: "the part of its dimension that a criterion makes; of a dimension, its part of the whole",
        id: "weight",
        printed: "explain, csv-long, JSON",
    }
    DimensionWeight {
        about: "the part of the whole that the dimension of the criterion makes, 0..1",
        id: "dimension_weight",
        printed: "csv-long",
    }
    Share { about: "the part of the whole that a criterion makes: weight of its dimension x its own", id: "share", printed: "JSON" }
    Points { about: "what a criterion adds to the score: its score x its part of the whole", id: "points", printed: "explain, csv-long" }
    Criterion { about: "the id of what is scored; see the list of criteria", id: "criterion", printed: "csv-long, JSON" }
    Dimension { about: "the id of one of the five dimensions", id: "dimension", printed: "csv-long, JSON" }
    Deal { about: "the name of the deal", id: "deal", printed: "every report" }
    Relationship { about: "the id of the type of relationship", id: "relationship", printed: "CSV, JSON" }
    File { about: "the file of the deal, as it was named", id: "file", printed: "CSV" }
    Source {
        about: "where a score comes from: `computed` from facts, `rated` by people, or `unknown`",
        id: "source",
        printed: "csv-long, JSON",
    }
    Computed { about: "a score from facts, by a formula", id: "computed", printed: "csv-long, JSON" }
    Rated { about: "a score from ratings by people", id: "rated", printed: "csv-long, JSON" }
    Unknown { about: "neither facts nor a rating: it earns 0 and could earn up to 1", id: "unknown", printed: "csv-long, JSON" }
    Detail { about: "the formula with its numbers filled in", id: "detail", printed: "explain, csv-long, JSON" }
    Evidence {
        about: "what a rating or a fact rests on: a text, who says so (by), the day it was seen and the day it \
                runs out (until), and how firm it is (grade: claimed, documented, verified)",
        id: "evidence",
        printed: "explain, csv-long, JSON",
    }
    EvidenceBy { about: "who says so", id: "evidence_by", printed: "csv-long" }
    EvidenceSeen { about: "the day the evidence was seen", id: "evidence_seen", printed: "csv-long" }
    EvidenceUntil { about: "the day the evidence runs out", id: "evidence_until", printed: "csv-long" }
    EvidenceGrade { about: "how firm it is: claimed, documented or verified", id: "evidence_grade", printed: "csv-long" }
    Mark {
        about: "what a reviewer gives, on the scale of the deal: a column mark:NAME each; `abstains` counts nowhere",
        id: "mark",
        printed: "explain, csv-long, JSON",
    }
    Consensus { about: "what a panel agreed on: it counts in place of the mean of the marks", id: "consensus", printed: "explain" }
    Lead {
        about: "how sure the first place is: at which level of weights it holds, what could change it, who would \
                lead by other reviewers. The leader is the first that is not ruled out",
        id: "lead",
        printed: "below the table, compose",
    }
    NearestChange {
        about: "the change of one weight, the others of its group keeping their proportions, that is the smallest \
                in parts of the whole and makes another candidate lead",
        id: "nearest change",
        printed: "Lead, JSON",
    }
    Withdrawal {
        about: "who would lead if a candidate left, where a criterion is set against the other candidates",
        id: "withdrawal",
        printed: "Lead, JSON",
    }
    Strictness {
        about: "a reviewer's marks less the mean of the others', of 10: below 0 strict, above lenient",
        id: "strictness",
        printed: "Marks, JSON",
    }
    Marks {
        about: "who marks above the others and who below (strictness), which marks are 4 or more of 10 apart without a \
                consensus, and where somebody marked others and not a candidate",
        id: "marks",
        printed: "below the table, explain",
    }
    Ask {
        about: "the open criteria and the points that they could still add, most first",
        id: "ask",
        printed: "below the table, explain",
    }
    Next { about: "the command that tells more", id: "next", printed: "below the table, compose" }
    House { about: "the gates of the house (--gates) that do not apply to this deal", id: "house", printed: "below the table" }
    Rows { about: "how many rows a table holds and which of them are shown", id: "rows", printed: "screen" }
    Sets { about: "the command that searches for the best set of members", id: "sets", printed: "below the table" }
    Terms {
        about: "what the proposed shares come to, and what rules would propose: the cost shares that split the \
                gain evenly, or by benefit; the risk shares with the least premium (Borch 1962); the zone in which \
                both sides could agree; coalitions that would pay less alone; the Shapley value",
        id: "terms",
        printed: "below the table, explain, JSON",
    }
    Pays { about: "its part of the joint cost: cost share x (deal.cost + every extra_joint_cost)", id: "pays", printed: "terms" }
    Gets { about: "its part of the benefit: benefit share x (deal.benefit + every extra_benefit)", id: "gets", printed: "terms" }
    ExpectsToLose {
        about: "what it must expect to lose after its own control: the sum over risks of share x (1 - control) x \
                probability x impact. A range where it does not say how far it controls a risk",
        id: "expects to lose",
        printed: "terms",
    }
    CouldLose { about: "its part of all impacts, if every listed risk came true", id: "could lose", printed: "terms" }
    AloneWouldPay { about: "its stand-alone cost: what it would pay without the others", id: "alone would pay", printed: "terms" }
    Zone {
        about: "the shares of the cost with which neither side pays more than alone, nor more than it gets less \
                what it must expect to lose",
        id: "zone",
        printed: "terms",
    }
    EvenGain {
        about: "the cost shares that leave each party the same gain over going alone: (stand-alone cost - G/n) / \
                joint cost, with G the sum of stand-alone costs less the joint cost",
        id: "even gain",
        printed: "terms",
    }
    ByBenefit { about: "the cost shares in proportion to the benefit shares", id: "by benefit", printed: "terms" }
    LeastPremium {
        about: "the shares of a risk that cost all together the least: in proportion to capacity / (1 - control)^2",
        id: "least premium",
        printed: "terms",
    }
    Shapley {
        about: "what each party adds to the cost, averaged over every order in which they could join (Shapley \
                1953); given where every coalition of at most 8 parties is stated",
        id: "shapley",
        printed: "terms of a set",
    }
    Proposed { about: "the share that the deal states or leaves", id: "proposed", printed: "terms" }
    Members { about: "the names of a set", id: "members", printed: "compose" }
    Without { about: "the score of the set without that member", id: "without", printed: "compose" }
    WeakestPair { about: "the two parties that go together worst", id: "weakest_pair", printed: "compose" }
    Blocked { about: "a stated coalition would pay less alone than by that division", id: "blocked", printed: "compose" }
    Even { about: "the change of one rating or of one weight that makes two candidates equal", id: "even", printed: "explain --against" }
    Fit { about: "which form of relationship the objectives and the horizon point to", id: "fit", printed: "fit" }
    Form { about: "a type of relationship; * is the one that is proposed", id: "form", printed: "fit" }
    Objectives { about: "how many of the deal's objectives the form serves best", id: "objectives", printed: "fit" }
    Horizon { about: "whether the deal's years suit the form", id: "horizon", printed: "fit" }
    Leads { about: "who would lead in that form", id: "leads", printed: "fit" }
    Proof { about: "whether a better set can exist: proven, or at most how much better", id: "proof", printed: "compose" }
    Optimal {
        about: "true if the sets are proven to be the best; false if the search was stopped before",
        id: "optimal",
        printed: "compose: JSON, CSV",
    }
    Size { about: "how many members a set has", id: "size", printed: "compose" }
    Note { about: "a flag, with the fact that raises it and its line", id: "note", printed: "below the table" }
    CanLead { about: "false if it is not recommended while another is", id: "can_lead", printed: "JSON" }
    AheadButOut { about: "those that rank before the leader and are ruled out, with the gates that fail", id: "ahead_but_out", printed: "JSON, Lead" }
    ConditionalOn {
        about: "what a conditional verdict hangs on: theta, the least part of what is open at which every minimum \
                holds, and the score that each open criterion then has (at_least)",
        id: "conditional_on",
        printed: "JSON",
    }
    Holds {
        about: "whether the lead holds with any weights of the dimensions, and with any of the criteria too, as \
                things stand and whatever the evidence turns out to be; null where nothing may vary",
        id: "holds",
        printed: "JSON, Lead",
    }
    Premium {
        about: "what a risk costs whoever bears it: in proportion to what is left of it after control, squared, over \
                the capacity to bear it (Borch 1962)",
        id: "premium",
        printed: "the working of risk allocation",
    }
    Relief {
        about: "the part of our premium of bearing a risk alone that dividing it saves, against what equal parties \
                would save",
        id: "relief",
        printed: "the working of risk allocation",
    }
    Draws {
        about: "random choices of what is open: weights, open criteria, reviewers' weights; --draws says how many, \
                --seed which. The same seed gives the same shares of first places",
        id: "draws",
        printed: "explain, JSON",
    }
    Panel {
        about: "several reviewers who rate the same: the mean of their marks by weight counts, or what they agreed on \
                (consensus). One that abstains counts nowhere",
        id: "panel",
        printed: "explain, csv-long, JSON",
    }
    Relative {
        about: "a criterion that is set against the other candidates, the lowest or the highest measure of those not \
                ruled out: who joins or leaves can change its scores",
        id: "relative",
        printed: "explain, JSON",
    }
    Stake {
        about: "one share that stands for cost_share, benefit_share and risk_share where these are not stated",
        id: "stake",
        printed: "terms, reasons",
    }
    CriticalNeed {
        about: "a need with `critical = true`: a gate fails whoever leaves it unfilled",
        id: "critical need",
        printed: "reasons of gates",
    }
    LeftOut {
        about: "a criterion that the header would ask and makes meaningless, as coverage where nothing is missing: it \
                has no part in the score",
        id: "left out",
        printed: "above the table",
    }
    Tied { about: "two scores at most 1e-9 of a point apart: they share a rank", id: "tied", printed: "Lead, compose" }
    Geometric {
        about: "deal.aggregation = \"geometric\": the score is the weighted product of the dimensions, so a weak one \
                cannot be made up for by strong ones, and points do not add up",
        id: "geometric",
        printed: "above the table, Lead",
    }
    Unused {
        about: "a rating of what this type of relationship does not ask; it counts nowhere, and `fit` uses it for the \
                types that ask it",
        id: "unused",
        printed: "check",
    }
    Published {
        about: "weights that nobody may change, as those of a published tender: vary = \"none\" in [weights]",
        id: "published",
        printed: "Lead",
    }
    Against {
        about: "the other candidate of a comparison: what separates the two, and the least change that makes them \
                equal",
        id: "against",
        printed: "explain --against",
    }
    BelowMinimum {
        about: "behind a score in the table: it is below its minimum, and could still reach it",
        id: "?",
        printed: "the table",
    }
    CannotReach {
        about: "behind a score in the table: it cannot reach its minimum, whatever is still open",
        id: "!",
        printed: "the table",
    }
    Seal {
        about: "the fingerprint of the rules of a deal, made before the candidates answered: with --sealed FILE the \
                report says whether the rules are still those of that file, and which moved",
        id: "seal",
        printed: "below the table, explain, compose, fit, JSON",
    }
    RankSum {
        about: "how an order of importance becomes weights: of five places the first gets 5 parts of 15, the last 1; \
                those that tie share the mean of their places (Stillwell, Seaver & Edwards 1981)",
        id: "rank-sum",
        printed: "the line above the table",
    }
    WilsonInterval {
        about: "between which rates of kept promises a record of so few can lie, at 90%: three of three is less proof \
                than thirty of thirty. Its lower end counts, its upper end could be reached (Wilson 1927)",
        id: "wilson interval",
        printed: "the working of the track record",
    }
    PanelMean {
        about: "the mean of the marks of a panel, each with the weight of its reviewer; abstentions count nowhere",
        id: "panel mean",
        printed: "explain, csv-long",
    }
    CouldReach {
        about: "the most that a score can become once everything that is open is known, all of it in favour of the \
                candidate",
        id: "could reach",
        printed: "reasons of gates",
    }
    Usual {
        about: "of weights: they are those of the type of relationship, as [weights] says nothing else. Of a minimum: \
                it is the default",
        id: "usual",
        printed: "the line above the table",
    }
    NextEvidence { about: "the open criteria and the points that they could still add, most first", id: "next_evidence", printed: "JSON" }
}

/// What reports print for another word or id.
pub const ALIASES: [(&str, &str); 19] = [
    ("zone of agreement", "zone"),
    ("nearest", "nearest change"),
    ("could still reach", "could reach"),
    ("wilson", "wilson interval"),
    ("#", "rank"),
    ("ask next", "ask"),
    ("first place", "first_place"),
    ("yes", "recommended"),
    ("if", "conditional"),
    ("open", "undecided"),
    ("no", "not-recommended"),
    ("weakest pair", "weakest_pair"),
    ("pair", "weakest_pair"),
    ("flag", "flags"),
    ("gate", "gates"),
    ("criteria", "criterion"),
    ("critical_need", "critical-need"),
    ("draw", "draws"),
    ("reviewers", "panel"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_says_something_and_stands_once() {
        for (at, word) in Word::ALL.iter().enumerate() {
            assert!(word.about().len() > 10, "{}", word.id());
            let other = Word::ALL[..at].iter().find(|other| other.id() == word.id());
            assert_eq!(other, None);
        }
    }
}
