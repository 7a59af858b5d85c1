//! Reads `--map FILE.toml`: which column of a table from elsewhere answers which key.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::path::{Leaf, Path};
use crate::deal::Names;
use crate::deal::Problem;
use crate::model::Code;
use crate::model::keys;
use crate::read::options::ReadOptions;
use crate::read::source::Source;
use crate::read::suggest;
use crate::read::toml::section::{Context, Section};
use crate::read::toml::syntax::parse;
use crate::read::toml::tree::Value;

/// Which columns answer which keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// In the order of the paths' names.
    pub entries: Vec<MapEntry>,
}

/// Where one key of a candidate comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct MapEntry {
    /// The key.
    pub path: Path,
    /// Where its value comes from.
    pub from: Origin,
    /// The line of the map.
    pub line: u32,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// A column, by the name in the table's header.
    Column(String, Reading),
    /// The same number for every row, and how it is written.
    Number(f64, String),
    /// The same answer for every row.
    YesNo(bool),
}

/// How cells of a column are read, where not as the table's other cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The numbers that stand for 0 and 10; those between lie on a line.
    pub scale: Option<(f64, f64)>,
    /// Whether numbers beyond them count as the nearer one; else they are mistakes.
    pub clamp: bool,
    /// What these become.
    pub onto: (f64, f64),
    /// What numbers are multiplied by.
    pub factor: Option<f64>,
    /// What stands before or behind every number, or some.
    pub unit: Option<String>,
    /// Whether numbers are per cent of what is a share.
    pub is_percent: bool,
    /// Whether numbers have a decimal comma.
    pub decimal_comma: Option<bool>,
    /// What stands between the names of a list.
    pub separator: Option<String>,
    /// Where each name of a list ends, if before the separator.
    pub until: Option<String>,
    /// The texts that stand for true and for false.
    pub yes_no: Option<(Vec<String>, Vec<String>)>,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            scale: None,
            clamp: false,
            onto: keys::Range::RATINGS,
            factor: None,
            unit: None,
            is_percent: false,
            decimal_comma: None,
            separator: None,
            until: None,
            yes_no: None,
        }
    }
}

impl Reading {
    /// What is said here of cells of another kind.
    fn idle(&self, leaf: Leaf) -> Option<&'static str> {
        let (is_number, is_answer) = (leaf.is_number(), leaf.is_answer());
        let is_list = matches!(leaf, Leaf::List | Leaf::Rating);
        let said = [
            (self.scale.is_some() && !is_number, "worst"),
            (self.clamp && !is_number, "clamp"),
            (self.factor.is_some() && !is_number, "factor"),
            (self.unit.is_some() && !is_number, "unit"),
            (self.decimal_comma.is_some() && !is_number, "decimal_comma"),
            (self.separator.is_some() && !is_list, "separator"),
            (self.until.is_some() && leaf != Leaf::List, "until"),
            (self.yes_no.is_some() && !is_answer, "yes"),
        ];
        said.iter()
            .find(|(is_idle, _)| *is_idle)
            .map(|(_, key)| *key)
    }
}

impl Map {
    /// Reads a map; `None` if it has an error.
    pub fn read(source: &Source) -> (Option<Self>, Vec<Problem>) {
        let document = match parse(source) {
            Ok(document) => document,
            Err(problem) => return (None, vec![problem]),
        };
        let options = ReadOptions::default();
        let context = Context::new(source, Names::default(), &options);
        let mut entries: Vec<MapEntry> = Vec::new();
        walk(&context, &document, "", &mut entries);
        if entries.is_empty() && !context.has_error() {
            let problem = Problem::new(Code::Empty, 0..0, "the map names no column");
            context.report(problem.help("for example: name = \"Supplier\""));
        }
        let is_read = !context.has_error();
        let (_, mut problems) = context.finish();
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        (is_read.then_some(Self { entries }), problems)
    }
}

fn walk(context: &Context<'_>, table: &DeTable<'_>, before: &str, entries: &mut Vec<MapEntry>) {
    for (key, value) in table {
        let name = match before {
            "" => key.get_ref().to_string(),
            _ => format!("{before}.{}", key.get_ref()),
        };
        if let DeValue::Table(inner) = value.get_ref()
            && !is_column(&name, inner)
        {
            walk(context, inner, &name, entries);
            continue;
        }
        let path = match Path::parse(&name) {
            Ok(path) => path,
            Err(no_path) => {
                let help = no_path
                    .help("on the left stands a key of [[candidates]], as in `ratings.trust`");
                let message = format!("`{name}` is no key of [[candidates]]");
                context.report(Problem::new(Code::UnknownKey, key.span(), message).help(help));
                continue;
            }
        };
        // `"ratings.trust" = …` and `ratings.trust = …` are two keys to TOML and one to us.
        if entries.iter().any(|entry| entry.path == path) {
            let message = format!("`{name}` is given twice");
            context.report(Problem::new(Code::Duplicate, key.span(), message));
        }
        let line = context.line(&key.span());
        let mut from = from(context, &name, value);
        if let Some(Origin::Column(_, reading)) = &mut from {
            reading.is_percent = reading.unit.as_deref() == Some("%") && path.is_share();
        }
        if let Some(problem) = from
            .as_ref()
            .and_then(|from| misfit(from, &path, &name, value.span()))
        {
            context.report(problem);
        }
        entries.extend(from.map(|from| MapEntry { path, from, line }));
    }
}

/// Why a key cannot be answered from there.
fn misfit(from: &Origin, path: &Path, name: &str, span: Range<usize>) -> Option<Problem> {
    let problem = |code, message: String, help: &str| {
        Some(Problem::new(code, span.clone(), message).help(help.to_owned()))
    };
    let no_constant = |text: &str, what: &str| {
        let message = format!("`{name}` takes the name of a column, and {text} is {what}");
        let help = format!("a column that is called {text} stands in quotes: \"{text}\"");
        problem(Code::WrongType, message, &help)
    };
    match from {
        Origin::Column(_, reading) => {
            if let Some(idle) = reading.idle(path.leaf) {
                let message = format!("`{idle}` does nothing for `{name}`");
                return problem(Code::Conflict, message, "it is for cells of another kind");
            }
            if reading.is_percent && reading.factor.is_some() {
                let message =
                    format!("`unit = \"%\"` makes a share for `{name}`, and `factor` another");
                let help = "keep one of the two: `unit` takes the sign off and divides by 100";
                return problem(Code::Conflict, message, help);
            }
            if reading.scale.is_none() || path.can_be_scaled() {
                return None;
            }
            let message = format!(
                "`worst` and `best` bring a column onto 0..10, where `{name}` does not stand"
            );
            let help = match &path.keys[..] {
                [first, criterion] if first == "measures" => format!(
                    "give the column as it is, and `worst` and `best` in [criteria.{criterion}] of the deal"
                ),
                _ => "`factor` multiplies every number, as 0.01 does for percentages".to_owned(),
            };
            problem(Code::OutOfRange, message, &help)
        }
        Origin::Number(_, text) if !path.leaf.is_number() => no_constant(text, "a number"),
        Origin::YesNo(answer) if !path.leaf.is_answer() => {
            no_constant(&answer.to_string(), "an answer")
        }
        Origin::Number(..) | Origin::YesNo(_) => None,
    }
}

/// Whether a table says how a column is read, perhaps misspelt; else it holds further keys.
fn is_column(name: &str, table: &DeTable<'_>) -> bool {
    if table.contains_key("column") || Path::parse(name).is_err() {
        return table.contains_key("column");
    }
    let known = || keys::MAP_COLUMN.keys.iter().map(|key| key.name);
    table.keys().any(|key| {
        let key: &str = key.get_ref();
        known().any(|known| known == key) || suggest::near(key, known()).is_some()
    })
}

fn from(context: &Context<'_>, name: &str, value: &Value<'_>) -> Option<Origin> {
    match value.get_ref() {
        DeValue::String(column) => Some(Origin::Column(column.to_string(), Reading::default())),
        DeValue::Boolean(answer) => Some(Origin::YesNo(*answer)),
        DeValue::Integer(_) | DeValue::Float(_) => Some(Origin::Number(
            context.number(name, value, keys::Range::MEASURE)?,
            context.source.text[value.span()].to_owned(),
        )),
        DeValue::Table(table) => {
            let section = Section::new(context, &keys::MAP_COLUMN, table, value.span());
            column(section)
        }
        _ => {
            let message = format!("`{name}` takes the name of a column, or {{ column = … }}");
            let problem = Problem::new(Code::WrongType, value.span(), message);
            context.report(
                problem.help("a number, true or false stands for the same answer in every row"),
            );
            None
        }
    }
}

fn column(mut section: Section<'_, '_>) -> Option<Origin> {
    let context = section.context;
    let span = section.span.clone();
    let column = section.name("column").map(|(column, _)| column);
    let (worst, best) = (section.try_number("worst"), section.try_number("best"));
    let is_read = ![worst, best].contains(&Some(None));
    let (worst, best) = (worst.flatten(), best.flatten());
    let problem = |code, message: &str, help: &str| {
        context.report(Problem::new(code, span.clone(), message).help(help));
    };
    let scale = match (worst, best) {
        (Some(worst), Some(best)) if worst == best => {
            problem(
                Code::Conflict,
                "`worst` and `best` are the same number",
                "they stand for 0 and 10",
            );
            None
        }
        _ if !is_read => None,
        (None, None) => None,
        (Some(worst), Some(best)) => Some((worst, best)),
        _ => {
            problem(
                Code::Missing,
                "`worst` and `best` go together",
                "they stand for 0 and 10",
            );
            None
        }
    };
    let clamp = section.yes_no("clamp").unwrap_or_default();
    if clamp && is_read && scale.is_none() {
        problem(
            Code::Missing,
            "`clamp` goes with `worst` and `best`",
            "it takes what lies beyond them for the nearer one",
        );
    }
    let factor = section.number("factor");
    if factor.is_some() && scale.is_some() {
        problem(
            Code::Conflict,
            "`factor` excludes `worst` and `best`",
            "keep one of the two",
        );
    }
    let mut text = |key: &'static str| {
        let text = section.text(key)?;
        if text.is_empty() {
            problem(
                Code::Empty,
                &format!("`{key}` is empty"),
                "it is one sign at least",
            );
        }
        Some(text)
    };
    let (separator, until, unit) = (text("separator"), text("until"), text("unit"));
    let decimal_comma = section.yes_no("decimal_comma");
    let texts = |texts: Option<Vec<(String, Range<usize>)>>| {
        for (_, span) in texts.iter().flatten().filter(|(text, _)| text.is_empty()) {
            let message = "an empty cell is no answer, neither yes nor no";
            context.report(Problem::new(Code::Empty, span.clone(), message));
        }
        texts.map(|texts| texts.into_iter().map(|(text, _)| text).collect::<Vec<_>>())
    };
    let (yes, no) = (texts(section.texts("yes")), texts(section.texts("no")));
    section.finish();
    let yes_no =
        (yes.is_some() || no.is_some()).then(|| (yes.unwrap_or_default(), no.unwrap_or_default()));
    Some(Origin::Column(
        column?,
        Reading {
            scale,
            clamp,
            onto: keys::Range::RATINGS,
            factor,
            unit,
            is_percent: false,
            decimal_comma,
            separator,
            until,
            yes_no,
        },
    ))
}
