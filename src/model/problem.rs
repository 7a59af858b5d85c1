//! The stable codes of what can be wrong with a file.

/// A kind of problem. Codes never change their meaning; new ones are added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The text is not TOML.
    Syntax,
    /// A key that the table does not have.
    UnknownKey,
    /// A name that refers to nothing.
    UnknownName,
    /// A value of another type than the key takes.
    WrongType,
    /// A number outside the range of its key, or not finite.
    OutOfRange,
    /// A required key or table that is not there.
    Missing,
    /// The same thing twice.
    Duplicate,
    /// An empty text or list where one must not be.
    Empty,
    /// Parts that do not add up.
    Sum,
    /// A rating that contradicts itself.
    Rating,
    /// A rating of something the deal does not ask.
    NotAsked,
    /// Facts and a rating for the same criterion.
    FactsAndRating,
    /// Two ways of saying one thing that exclude each other.
    Conflict,
    /// Weights from which no weighting follows.
    Weights,
    /// A file that is not UTF-8 text, or cannot be read.
    Unreadable,
    /// A name close to another one: perhaps the same thing was meant.
    NearMatch,
    /// A criterion that no candidate answers.
    Unanswered,
    /// Shares that sum above 1.
    ShareSum,
    /// A dimension in which the deal asks nothing.
    NothingAsked,
    /// Comparisons that contradict one another.
    Inconsistent,
    /// Something that is read and has no effect.
    NoEffect,
}

use Code::*;

impl Code {
    /// All codes, in the order of their numbers.
    pub const ALL: [Code; 21] = [
        Syntax,
        UnknownKey,
        UnknownName,
        WrongType,
        OutOfRange,
        Missing,
        Duplicate,
        Empty,
        Sum,
        Rating,
        NotAsked,
        FactsAndRating,
        Conflict,
        Weights,
        Unreadable,
        NearMatch,
        Unanswered,
        ShareSum,
        NothingAsked,
        Inconsistent,
        NoEffect,
    ];

    /// The code as reports print it: `PE001` and on.
    pub fn id(self) -> String {
        format!("PE{:03}", self as usize + 1)
    }

    /// Whether the deal is still assessed.
    pub const fn is_warning(self) -> bool {
        self as usize >= NearMatch as usize
    }

    /// What the code stands for.
    pub const fn title(self) -> &'static str {
        match self {
            Syntax => "not TOML",
            UnknownKey => "unknown key",
            UnknownName => "unknown name",
            WrongType => "wrong type",
            OutOfRange => "out of range",
            Missing => "missing",
            Duplicate => "given twice",
            Empty => "empty",
            Sum => "does not add up",
            Rating => "rating contradicts itself",
            NotAsked => "not asked",
            FactsAndRating => "facts and a rating",
            Conflict => "excludes another key",
            Weights => "no weighting",
            Unreadable => "cannot be read",
            NearMatch => "nearly the same name",
            Unanswered => "nobody answers",
            ShareSum => "shares above 1",
            NothingAsked => "nothing asked",
            Inconsistent => "inconsistent comparisons",
            NoEffect => "no effect",
        }
    }

    /// Why it matters and what to do.
    pub const fn about(self) -> &'static str {
        match self {
            Syntax => {
                "The text breaks the rules of TOML at this place. Only the first such place is shown, \
                 because one unclosed bracket makes all that follows look wrong."
            }
            UnknownKey => {
                "A misspelt key would be a fact silently left out, so every key must be known. Free \
                 keys of your own belong into `attributes`."
            }
            UnknownName => {
                "The name refers to a relationship, an objective, a criterion, a dimension, a risk, a \
                 resource, a requirement or a gate that is not there. Correct it, or define it in the \
                 header of the deal."
            }
            WrongType => {
                "The key takes another kind of value, for example a number instead of a text."
            }
            OutOfRange => {
                "Levels, control and ratings run from 0 to 10, shares and dependences from 0 to 1, \
                 gates from 0 to 100; money is not negative; every number is finite."
            }
            Missing => "Without this key or table there is nothing to compute from.",
            Duplicate => {
                "Two candidates of one name, or one thing named twice, cannot be told apart."
            }
            Empty => "An empty name, list of candidates, panel or order says nothing.",
            Sum => {
                "The four OCAI numbers must sum to 100, give or take 0.5; `kept` cannot exceed `total`."
            }
            Rating => {
                "A rating is a number, a list of numbers, or { score, low, high, by, evidence } with \
                 low <= score <= high; `by` stands for the list, then without score, low and high."
            }
            NotAsked => {
                "A rating or a gate counts only where the deal asks the criterion: through the table \
                 that its formula needs, through `deal.rated`, or as a criterion of your own."
            }
            FactsAndRating => {
                "A criterion is computed where the facts are there and rated where they are not. With \
                 both, nobody could say which one counts: remove one."
            }
            Conflict => "The two say the same thing in different ways; keep one.",
            Weights => {
                "[weights] takes one of: five numbers, one a dimension, not all 0; `order`, a list of \
                 lists that names every dimension once; `pairwise`, all ten comparisons of two \
                 dimensions on Saaty's scale from 1/9 to 9."
            }
            Unreadable => "A deal file is UTF-8 text that this program may read.",
            NearMatch => {
                "The name is not one that the deal asks for, but nearly: if the same was meant, it \
                 counts for nothing as it stands."
            }
            Unanswered => {
                "No candidate answers the criterion, so it takes its weight from everybody's score. \
                 Ask them, or give it weight 0."
            }
            ShareSum => {
                "The organization's share and the candidate's sum above 1; they are divided by their \
                 sum."
            }
            NothingAsked => {
                "The deal asks nothing in this dimension, so it is rated as a whole, and unknown where \
                 it is not rated. Add the facts that its criteria need."
            }
            Inconsistent => {
                "Saaty advises to revise comparisons whose consistency ratio is above 0.10."
            }
            NoEffect => "The key is read and changes nothing in this deal.",
        }
    }

    /// The code of that id, in any case.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|c| c.id().eq_ignore_ascii_case(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_count_from_one_without_gaps() {
        for (place, code) in Code::ALL.into_iter().enumerate() {
            assert_eq!(code.id(), format!("PE{:03}", place + 1));
        }
    }
}
