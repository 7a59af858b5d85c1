//! The stable codes of what can be wrong with a file.

use super::table::table;

table! {
    /// A kind of problem. Codes never change their meaning; new ones are added at the end.
    pub enum Code: ALL {
        /// What the code stands for.
        title: &'static str,
        /// The code as reports print it.
        id: &'static str,
        /// Why it matters and what to do.
        about: &'static str,
    }

    Syntax {
        title: "not TOML",
        id: "PE001",
        about: "The text breaks the rules of TOML at this place. Only the first such place is \
                shown, because one unclosed bracket makes all that follows look wrong.",
    }
    UnknownKey {
        title: "unknown key",
        id: "PE002",
        about: "A misspelt key would be a fact silently left out, so every key must be known. Free \
                keys of your own belong into `attributes`.",
    }
    UnknownName {
        title: "unknown name",
        id: "PE003",
        about: "The name refers to a relationship, an objective, a criterion, a dimension, a risk, \
                a resource, a requirement or a gate that is not there. Correct it, or define it in \
                the header of the deal.",
    }
    WrongType {
        title: "wrong type",
        id: "PE004",
        about: "The key takes another kind of value, for example a number instead of a text.",
    }
    OutOfRange {
        title: "out of range",
        id: "PE005",
        about: "Levels, control and ratings run from 0 to 10, shares and dependences from 0 to 1, \
                gates from 0 to 100; money is not negative; every number is finite.",
    }
    Missing {
        title: "missing",
        id: "PE006",
        about: "Without this key or table there is nothing to compute from.",
    }
    Duplicate {
        title: "given twice",
        id: "PE007",
        about: "Two candidates of one name, or one thing named twice, cannot be told apart.",
    }
    Empty {
        title: "empty",
        id: "PE008",
        about: "An empty name, list of candidates, panel or order says nothing.",
    }
    Sum {
        title: "does not add up",
        id: "PE009",
        about: "The four OCAI numbers must sum to 100, give or take 0.5; `kept` cannot exceed \
                `total`; the digests of a seal are those of the rules in it.",
    }
    Rating {
        title: "rating contradicts itself",
        id: "PE010",
        about: "A rating is a number, a list of numbers, or { score, low, high, by, evidence } \
                with low <= score <= high; `by` stands for the list, then without score, low and \
                high.",
    }
    NotAsked {
        title: "not asked",
        id: "PE011",
        about: "A rating or a gate counts only where the deal asks the criterion: through the \
                table that its formula needs, through `deal.rated`, or as a criterion of your own.",
    }
    FactsAndRating {
        title: "facts and a rating",
        id: "PE012",
        about: "A criterion is computed where the facts are there and rated where they are not. \
                With both, nobody could say which one counts: remove one.",
    }
    Conflict {
        title: "excludes another key",
        id: "PE013",
        about: "The two say the same thing in different ways; keep one.",
    }
    Weights {
        title: "no weighting",
        id: "PE014",
        about: "[weights] takes one of: five numbers, one a dimension, not all 0; `order`, a list \
                of lists that names every dimension once; `pairwise`, all ten comparisons of two \
                dimensions on Saaty's scale from 1/9 to 9.",
    }
    Unreadable {
        title: "cannot be read",
        id: "PE015",
        about: "A deal file is UTF-8 text that this program may read.",
    }
    NearMatch {
        title: "nearly the same name",
        id: "PE016",
        about: "The name is not one that the deal asks for, but nearly: if the same was meant, it \
                counts for nothing as it stands.",
    }
    Unanswered {
        title: "nobody answers",
        id: "PE017",
        about: "No candidate answers the criterion, so it takes its weight from everybody's score. \
                Ask them, or give it weight 0.",
    }
    ShareSum {
        title: "shares above 1",
        id: "PE018",
        about: "The organization's share and the candidate's sum above 1; they are divided by \
                their sum.",
    }
    NothingAsked {
        title: "nothing asked",
        id: "PE019",
        about: "The deal asks nothing in this dimension, so it is rated as a whole, and unknown \
                where it is not rated. Add the facts that its criteria need.",
    }
    Inconsistent {
        title: "inconsistent comparisons",
        id: "PE020",
        about: "Saaty advises to revise comparisons whose consistency ratio is above 0.10.",
    }
    NoEffect {
        title: "no effect",
        id: "PE021",
        about: "The key is read and changes nothing in this deal.",
    }
    Slip {
        title: "looks like a slip",
        id: "PE022",
        about: "The deal is legal, and looks as if something else was meant: a number in another unit or on another \
                scale, parts that nearly sum to 100, a name that is another's or no name. The message has the numbers.",
    }
}

impl Code {
    /// Whether the deal is still assessed.
    pub const fn is_warning(self) -> bool {
        self as usize >= Self::NearMatch as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_count_from_one_without_gaps() {
        for (place, code) in Code::ALL.into_iter().enumerate() {
            assert_eq!(code.id(), format!("PE{:03}", place + 1));
            assert_eq!(code.is_warning(), code.id() >= "PE016", "{}", code.id());
        }
    }
}
