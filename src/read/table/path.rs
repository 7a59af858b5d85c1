//! Where a cell belongs: the name of a column as a path through the keys of `[[candidates]]`.

use crate::model::keys::{self, KeyTable, ValueKind};
use crate::read::suggest;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// Any text, blanks and all.
    Text,
    /// A number.
    Number,
    /// Names, one after the other.
    List,
    /// true or false.
    YesNo,
    /// A number, or several of a panel.
    Rating,
    /// A number, or the word for none.
    Mark,
    /// true or false, a number, or a text.
    Attribute,
}

impl Leaf {
    /// Whether a number can stand there.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Leaf::Number | Leaf::Rating | Leaf::Mark | Leaf::Attribute
        )
    }

    /// Whether true or false can stand there.
    pub fn is_answer(self) -> bool {
        matches!(self, Leaf::YesNo | Leaf::Attribute)
    }
}

/// A key of `[[candidates]]`, with the keys inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The keys, outermost first.
    pub keys: Vec<String>,
    /// What stands there.
    pub leaf: Leaf,
}

/// Why a name is no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPath {
    /// It begins with no key of a candidate; with what was probably meant.
    Foreign(Option<String>),
    /// It begins with a key and goes on wrongly.
    Wrong(String),
}

impl NoPath {
    /// What to write; `general` if nothing better is known.
    pub fn help(self, general: &str) -> String {
        match self {
            NoPath::Foreign(Some(help)) | NoPath::Wrong(help) => help,
            NoPath::Foreign(None) => general.to_owned(),
        }
    }
}

/// The parts of a rating in its long form that a cell can hold.
const RATING_PARTS: [(&str, Leaf); 4] = [
    ("score", Leaf::Number),
    ("low", Leaf::Number),
    ("high", Leaf::Number),
    ("evidence", Leaf::Text),
];

/// The parts of a need in its long form.
const NEED_PARTS: [(&str, Leaf); 4] = [
    ("level", Leaf::Number),
    ("amount", Leaf::Number),
    ("weight", Leaf::Number),
    ("critical", Leaf::YesNo),
];

impl Path {
    /// The path that a column's name spells: `stake`, `culture.clan`, `capabilities.cell chemistry`,
    /// `ratings.trust`, `ratings.trust.evidence`. Names after the first dot may have dots themselves.
    pub fn parse(name: &str) -> Result<Self, NoPath> {
        let (first, rest) = match name.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (name, None),
        };
        let Some(key) = keys::CANDIDATE.key(first) else {
            let known = keys::CANDIDATE.keys.iter().map(|key| key.name);
            let meant = suggest::closest(first, known);
            let meant = meant.map(|meant| format!("did you mean `{}`?", spelt(meant, rest)));
            return Err(NoPath::Foreign(meant));
        };
        let leaf = |leaf| match rest {
            None => Ok(Self::of([first], leaf)),
            Some(_) => Err(NoPath::Wrong(format!(
                "`{first}` has no keys inside it: name the column `{first}`"
            ))),
        };
        let named = |example: &str| {
            rest.filter(|rest| !rest.is_empty()).ok_or_else(|| {
                NoPath::Wrong(format!(
                    "a name stands behind the dot, as in `{first}.{example}`"
                ))
            })
        };
        match key.kind {
            ValueKind::Name | ValueKind::Text => leaf(Leaf::Text),
            ValueKind::Texts => leaf(Leaf::List),
            ValueKind::Number(_) | ValueKind::Whole(_) => leaf(Leaf::Number),
            ValueKind::Table(table) => fixed(first, table, rest),
            ValueKind::Numbers(_) => Ok(Self::of([first, named("NAME")?], Leaf::Number)),
            ValueKind::NameEvidence => Ok(Self::of([first, named("KEY")?], Leaf::Text)),
            ValueKind::NameYesNo => Ok(Self::of([first, named("REQUIREMENT")?], Leaf::YesNo)),
            ValueKind::Attributes => Ok(Self::of([first, named("KEY")?], Leaf::Attribute)),
            ValueKind::Ratings => {
                let name = named("trust")?;
                if let Some((criterion, reviewer)) = name.split_once(".by.") {
                    return Ok(Self::of([first, criterion, "by", reviewer], Leaf::Mark));
                }
                Ok(parts(first, name, &RATING_PARTS, Leaf::Rating))
            }
            _ => Ok(parts(first, named("NAME")?, &NEED_PARTS, Leaf::Number)),
        }
    }

    /// The same of a column, whatever the case of its keys and with blanks around them.
    pub fn of_column(name: &str) -> Result<Self, NoPath> {
        match Self::parse(name) {
            // Such a part is none of the user's names.
            Ok(path) if !path.keys.iter().any(|key| key.contains('.')) => Ok(path),
            parsed => match respelt(name) {
                Some(respelt) if respelt != name => Self::parse(&respelt),
                _ => parsed,
            },
        }
    }

    fn of<const N: usize>(keys: [&str; N], leaf: Leaf) -> Self {
        Self {
            keys: keys.map(str::to_owned).to_vec(),
            leaf,
        }
    }

    /// Whether numbers from 0 to 10 can stand there, or numbers that count beside each other alone.
    pub fn can_be_scaled(&self) -> bool {
        let keys: Vec<&str> = self.keys.iter().map(String::as_str).collect();
        matches!(
            keys[..],
            [
                "ratings" | "capabilities" | "risk_control" | "goals" | "culture" | "attributes",
                ..
            ] | ["needs", _]
                | ["needs", _, "level"]
        )
    }

    /// Whether a share stands there, from 0 to 1.
    pub fn is_share(&self) -> bool {
        let key = keys::CANDIDATE.key(&self.keys[0]);
        key.is_some_and(|key| match key.kind {
            ValueKind::Number(range) | ValueKind::Numbers(range) => range == keys::Range::SHARE,
            _ => false,
        })
    }

    /// As a column's name spells it.
    pub fn name(&self) -> String {
        self.keys.join(".")
    }
}

fn spelt(first: &str, rest: Option<&str>) -> String {
    let criteria = keys::criteria_and_dimensions();
    let same = |rest: &str| {
        let mut same = criteria.iter().filter(|_| first == "ratings");
        same.find(|id| id.eq_ignore_ascii_case(rest)).copied()
    };
    let rest = rest.map(|rest| same(rest).unwrap_or(rest));
    rest.map_or(first.to_owned(), |rest| format!("{first}.{rest}"))
}

/// A column's name with its keys as they are spelt; `None` if it begins with no key.
fn respelt(name: &str) -> Option<String> {
    let (first, rest) = match name.split_once('.') {
        Some((first, rest)) => (first.trim(), Some(rest.trim())),
        None => (name.trim(), None),
    };
    let same = |key: &&'static keys::Key| key.name.eq_ignore_ascii_case(first);
    let key = keys::CANDIDATE.keys.iter().find(same)?;
    let Some(rest) = rest else {
        return Some(key.name.to_owned());
    };
    let part = |known: &str| {
        let at = rest.len().checked_sub(known.len())?;
        let last = rest.get(at..)?;
        let is_part = at == 0 || rest[..at].ends_with('.');
        (is_part && last.eq_ignore_ascii_case(known)).then(|| format!("{}{known}", &rest[..at]))
    };
    let parts: Vec<&str> = match key.kind {
        ValueKind::Table(table) => table.names(),
        ValueKind::Ratings => RATING_PARTS.iter().map(|(part, _)| *part).collect(),
        _ => NEED_PARTS.iter().map(|(part, _)| *part).collect(),
    };
    let is_fixed =
        matches!(key.kind, ValueKind::Table(_) | ValueKind::Ratings) || key.name == "needs";
    let rest = parts
        .into_iter()
        .filter(|_| is_fixed)
        .find_map(part)
        .unwrap_or_else(|| rest.to_owned());
    let by = rest.to_ascii_lowercase().find(".by.");
    let rest = match by.filter(|_| matches!(key.kind, ValueKind::Ratings)) {
        Some(at) => format!("{}.by.{}", &rest[..at], &rest[at + 4..]),
        None => rest,
    };
    Some(format!("{}.{rest}", key.name))
}

/// A key of a table with fixed keys, all of which are numbers.
fn fixed(first: &str, table: &KeyTable, rest: Option<&str>) -> Result<Path, NoPath> {
    let known = || table.keys.iter().map(|key| key.name);
    match rest.and_then(|rest| table.key(rest)) {
        Some(key) => Ok(Path::of([first, key.name], Leaf::Number)),
        None => {
            let all: Vec<String> = known().map(|key| format!("`{first}.{key}`")).collect();
            Err(NoPath::Wrong(format!("one of: {}", all.join(", "))))
        }
    }
}

/// A name, or a part of what stands under it.
fn parts(first: &str, name: &str, parts: &[(&str, Leaf)], whole: Leaf) -> Path {
    let part = name.rsplit_once('.').and_then(|(name, last)| {
        let (part, leaf) = parts.iter().find(|(part, _)| *part == last)?;
        (!name.is_empty()).then(|| Path::of([first, name, *part], *leaf))
    });
    part.unwrap_or_else(|| Path::of([first, name], whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &str) -> (Vec<String>, Leaf) {
        let path = Path::parse(name).expect("a path");
        (path.keys, path.leaf)
    }

    #[test]
    fn names_are_paths() {
        for (name, keys, leaf) in [
            ("name", &["name"][..], Leaf::Text),
            ("stake", &["stake"], Leaf::Number),
            ("markets", &["markets"], Leaf::List),
            ("culture.clan", &["culture", "clan"], Leaf::Number),
            ("track_record.kept", &["track_record", "kept"], Leaf::Number),
            (
                "capabilities.cell chemistry",
                &["capabilities", "cell chemistry"],
                Leaf::Number,
            ),
            ("capabilities.a.b", &["capabilities", "a.b"], Leaf::Number),
            ("meets.iso", &["meets", "iso"], Leaf::YesNo),
            ("ratings.trust", &["ratings", "trust"], Leaf::Rating),
            (
                "ratings.trust.low",
                &["ratings", "trust", "low"],
                Leaf::Number,
            ),
            (
                "ratings.trust.evidence",
                &["ratings", "trust", "evidence"],
                Leaf::Text,
            ),
            (
                "ratings.trust.by.Ann",
                &["ratings", "trust", "by", "Ann"],
                Leaf::Mark,
            ),
            ("needs.steel", &["needs", "steel"], Leaf::Number),
            (
                "needs.steel.amount",
                &["needs", "steel", "amount"],
                Leaf::Number,
            ),
            ("attributes.sme", &["attributes", "sme"], Leaf::Attribute),
        ] {
            assert_eq!(
                path(name),
                (keys.iter().map(|key| (*key).to_owned()).collect(), leaf)
            );
        }
    }

    #[test]
    fn other_names_say_what_to_write() {
        let no = |name| match Path::parse(name) {
            Err(NoPath::Foreign(help)) => format!("foreign: {}", help.unwrap_or_default()),
            Err(NoPath::Wrong(help)) => help,
            Ok(path) => format!("a path: {path:?}"),
        };
        assert_eq!(no("rating.trust"), "foreign: did you mean `ratings.trust`?");
        assert_eq!(
            no("track_record.rate"),
            "one of: `track_record.kept`, `track_record.total`"
        );
        assert_eq!(
            no("stake.x"),
            "`stake` has no keys inside it: name the column `stake`"
        );
        assert_eq!(
            no("ratings"),
            "a name stands behind the dot, as in `ratings.trust`"
        );
    }

    #[test]
    fn the_case_of_keys_does_not_matter() {
        for (name, keys) in [
            ("NAME", "name"),
            ("Ratings.trust", "ratings.trust"),
            ("RATINGS . trust.Low", "ratings.trust.low"),
            ("ratings.trust.BY.Ann", "ratings.trust.by.Ann"),
            ("Culture.CLAN", "culture.clan"),
            ("capabilities.Low", "capabilities.Low"),
            ("Needs.steel.Amount", "needs.steel.amount"),
        ] {
            let path = Path::of_column(name).map(|path| path.name());
            assert_eq!(path.as_deref(), Ok(keys), "{name}");
        }
    }

    #[test]
    fn every_key_of_a_candidate_has_a_column() {
        for key in keys::CANDIDATE.keys {
            let plain = Path::parse(key.name);
            let inner = Path::parse(&format!("{}.clan", key.name));
            let record = Path::parse(&format!("{}.kept", key.name));
            assert!(
                plain.is_ok() || inner.is_ok() || record.is_ok(),
                "{}",
                key.name
            );
        }
    }
}
