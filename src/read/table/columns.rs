//! What the columns of a table are about: from its header, and from a map where it comes from elsewhere.

use std::collections::HashSet;

use super::column::{CellSource, Column};
use super::map::{Map, Origin, Reading};
use super::path::{Leaf, NoPath, Path};
use super::problem::{RowProblem, shown};
use crate::deal::Problem;
use crate::model::Code;
use crate::read::suggest;

/// The columns of a table that answer anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The names in the header.
    pub header: Vec<String>,
    /// The line on which the header stands.
    pub line: u32,
    /// What answers, in the order of the keys.
    pub answering: Vec<Column>,
}

impl Columns {
    /// Finds out what the columns of a header are about, with a map or without.
    pub fn of(header: Vec<String>, line: u32, map: Option<&Map>) -> (Self, Vec<RowProblem>) {
        // Cut at the wrong character, nothing else in the header makes sense.
        if let Some(help) = for_spreadsheets(&header).or_else(|| single(&header)) {
            let message = "no column says the `name` of the candidates";
            let problem = Problem::new(Code::Missing, 0..0, message).help(help);
            let columns = Self {
                header,
                line,
                answering: Vec::new(),
            };
            return (columns, vec![RowProblem::of_header(line, None, problem)]);
        }
        let mut problems = Vec::new();
        let mut answering = Vec::new();
        for entry in map.iter().flat_map(|map| &map.entries) {
            let (source, reading) = match &entry.from {
                Origin::Number(_, text) if header.contains(text) => {
                    let (name, of_map) = (entry.path.name(), entry.line);
                    let message = format!(
                        "`{name}` is {text} in every row, and the table has a column `{text}` (line {of_map} of the map)"
                    );
                    let help = format!(
                        "if the column is meant, write \"{text}\"; if the number, write it in another way, as 2.0 for 2"
                    );
                    problems.push(RowProblem::of_header(
                        line,
                        None,
                        Problem::new(Code::WrongType, 0..0, message).help(help),
                    ));
                    continue;
                }
                Origin::Number(number, _) => (CellSource::Number(*number), Reading::default()),
                Origin::YesNo(answer) => (CellSource::YesNo(*answer), Reading::default()),
                Origin::Column(name, reading) => match find(&header, name) {
                    Ok(place) => (CellSource::Cell(place), reading.clone()),
                    Err(problem) => {
                        let of_map =
                            format!("{} (line {} of the map)", problem.message, entry.line);
                        problems.push(RowProblem::of_header(
                            line,
                            None,
                            Problem {
                                message: of_map,
                                ..problem
                            },
                        ));
                        continue;
                    }
                },
            };
            let path = entry.path.clone();
            answering.push(Column {
                path,
                source,
                reading,
            });
        }
        let mapped = answering.len();
        let mut foreign = Vec::new();
        // A column without a name is what spreadsheets leave at the right of a table.
        for (place, name) in header
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.is_empty())
        {
            let is_taken = |path: &Path| {
                answering[..mapped]
                    .iter()
                    .any(|column| column.path == *path)
            };
            // A map is there to pick columns: what is called like a key in another case is only taken where nothing
            // else can be meant.
            let is_meant = map.is_none()
                || name.contains('.')
                || name.eq_ignore_ascii_case("name") && !header.iter().any(|name| name == "name");
            let path = if is_meant {
                Path::of_column(name)
            } else {
                Path::parse(name)
            };
            match path {
                // The map has its say first, and may use a column for something else.
                Ok(path) if is_taken(&path) => {}
                Ok(path) if map.is_some() && is_used(&answering[..mapped], place) => drop(path),
                Ok(path) => answering.push(Column::cell(path, place)),
                // A map is there to pick columns from many; but what looks like a key is meant as one.
                Err(NoPath::Foreign(_)) if map.is_some() && !looks_like_a_key(name) => {}
                Err(NoPath::Wrong(_)) if map.is_some() && !name.contains('.') => {}
                Err(no_path) => {
                    let is_foreign =
                        matches!(no_path, NoPath::Foreign(_)) && !is_nearly_a_key(name);
                    let message = format!("the column `{name}` is no key of [[candidates]]");
                    let problem = Problem::new(Code::UnknownKey, 0..0, message)
                        .help(no_path.help(LIKE_A_KEY));
                    let problem = RowProblem::of_header(line, Some(place), problem);
                    if is_foreign {
                        foreign.push((name.as_str(), problem));
                    } else {
                        problems.push(problem);
                    }
                }
            }
        }
        // So many are no slips: the table is from elsewhere.
        if foreign.len() > MOST_FOREIGN {
            let count = foreign.len();
            let message = format!("{count} columns are no keys of [[candidates]]");
            let names: Vec<&str> = foreign.iter().map(|(name, _)| *name).collect();
            let help = format!("{LIKE_A_KEY}; {}", columns(&names));
            let problem = Problem::new(Code::UnknownKey, 0..0, message).help(help);
            problems.push(RowProblem::of_header(line, None, problem));
        } else {
            problems.extend(foreign.into_iter().map(|(_, problem)| problem));
        }
        problems.sort_by_key(|problem| problem.column);
        // Where no column is called like a key, a table from elsewhere lacks its map: that is said below.
        if map.is_none() && answering.is_empty() {
            problems.clear();
        }
        order(&mut answering);
        for pair in answering.windows(2) {
            if pair[0].path.keys == pair[1].path.keys {
                let place = pair[1].place();
                let message = format!("two columns give `{}`", pair[1].path.name());
                let problem = Problem::new(Code::Duplicate, 0..0, message);
                problems.push(RowProblem::of_header(line, place, problem));
            }
        }
        if !answering.iter().any(|column| column.path.keys == ["name"]) {
            problems.insert(0, no_name(&header, line, map.is_some()));
        }
        let columns = Self {
            header,
            line,
            answering,
        };
        (columns, problems)
    }

    /// The names of the user's that columns use: of goals, markets, capabilities and so on.
    pub fn names(&self) -> Vec<&str> {
        let inner = self
            .answering
            .iter()
            .filter_map(|column| column.path.keys.get(1));
        inner.map(String::as_str).collect()
    }

    /// The reviewers whose marks they hold.
    pub fn reviewers(&self) -> Vec<&str> {
        let columns = self.answering.iter();
        let reviewers = columns.filter_map(|column| match &column.path.keys[..] {
            [ratings, _, by, reviewer, ..] if ratings == "ratings" && by == "by" => Some(reviewer),
            _ => None,
        });
        reviewers.map(String::as_str).collect()
    }
}

/// How columns are called.
const LIKE_A_KEY: &str = "a column is named like a key of [[candidates]], as in `ratings.trust`; a --map FILE.toml leaves \
                          all others out";

/// So many foreign columns at most are reported one by one.
const MOST_FOREIGN: usize = 5;

/// The place of the column of that name.
fn find(header: &[String], name: &str) -> Result<usize, Problem> {
    let mut places = (0..header.len()).filter(|&place| header[place] == name);
    match (places.next(), places.next()) {
        (Some(place), None) => Ok(place),
        (Some(_), Some(_)) => Err(Problem::new(
            Code::Duplicate,
            0..0,
            format!("several columns are named `{name}`"),
        )
        .help("with --no-header columns go by their number")),
        (None, _) => {
            let problem = Problem::new(
                Code::UnknownName,
                0..0,
                format!("the table has no column `{name}`"),
            );
            let known = header.iter().map(String::as_str);
            Err(match suggest::closest(name, known) {
                Some(meant) => problem.help(format!("did you mean `{meant}`?")),
                None => problem.help(columns(header) + or_skip_rows(header)),
            })
        }
    }
}

fn is_used(mapped: &[Column], place: usize) -> bool {
    mapped
        .iter()
        .any(|column| column.source == CellSource::Cell(place))
}

/// Whether a foreign name is probably a misspelt key: `rating.trust`.
fn looks_like_a_key(name: &str) -> bool {
    let inner = name.split_once('.');
    inner.is_some_and(|(_, rest)| !rest.is_empty()) && is_nearly_a_key(name)
}

/// Whether a name begins nearly as a key does: `markts`, `rating.trust`.
fn is_nearly_a_key(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    let known = crate::model::keys::CANDIDATE.keys.iter();
    suggest::near(first, known.map(|key| key.name)).is_some()
}

/// Puts columns in the order of their keys, as those stand in a file.
pub fn order(columns: &mut [Column]) {
    long_forms(columns);
    columns.sort_by(|a, b| a.path.keys.cmp(&b.path.keys));
}

/// `ratings.trust` beside `ratings.trust.low` is the score of the long form, `needs.steel` beside
/// `needs.steel.weight` its level.
fn long_forms(columns: &mut [Column]) {
    let inner: HashSet<Vec<String>> = columns
        .iter()
        .filter(|column| column.path.keys.len() > 2)
        .map(|column| column.path.keys[..2].to_vec())
        .collect();
    for column in columns
        .iter_mut()
        .filter(|column| inner.contains(&column.path.keys))
    {
        // The score of a rating can still be a panel's.
        let is_rating = column.path.leaf == Leaf::Rating;
        let part = if is_rating { "score" } else { "level" };
        column.path.keys.push(part.to_owned());
    }
}

fn no_name(header: &[String], line: u32, has_map: bool) -> RowProblem {
    let problem = Problem::new(
        Code::Missing,
        0..0,
        "no column says the `name` of the candidates",
    );
    if let Some(help) = delimiter_help(header) {
        return RowProblem::of_header(line, None, problem.help(help));
    }
    // Without a header they go by their number.
    let is_numbered = (1..)
        .zip(header)
        .all(|(number, name)| *name == number.to_string());
    let how = match (has_map, is_numbered) {
        (true, false) => "say in the map which one does, as in name = \"Supplier\"",
        (true, true) => "say in the map which one does, as in name = \"1\"",
        (false, _) => {
            "a table from elsewhere needs a --map FILE.toml with a line name = \"COLUMN\""
        }
    };
    let or_no_header = if is_numbered {
        ""
    } else {
        "; if its first row is a candidate, pass --no-header as well"
    };
    let or_skip_rows = or_skip_rows(header);
    let help = format!("{how}{or_no_header}{or_skip_rows}; {}", columns(header));
    RowProblem::of_header(line, None, problem.help(help))
}

/// What to do where the first row may be a title, or names of groups of columns: it is one sentence, has gaps between its
/// names, or says some of them twice.
fn or_skip_rows(header: &[String]) -> &'static str {
    let named = header.iter().rposition(|name| !name.is_empty());
    let has_gaps = header[..named.unwrap_or(0)].iter().any(String::is_empty);
    let mut names = HashSet::new();
    let mut said = header.iter().filter(|name| !name.is_empty());
    let is_said_twice = said.any(|name| !names.insert(name));
    let empty = header.iter().filter(|name| name.is_empty()).count();
    let is_title = matches!(header, [only] if only.contains(' '));
    match is_title || has_gaps || is_said_twice || 2 * empty > header.len() {
        true => "; if the header stands further down, --skip-rows N leaves out the lines above it",
        false => "",
    }
}

fn columns(names: &[impl AsRef<str>]) -> String {
    const MOST: usize = 12;
    let more = if names.len() > MOST { ", …" } else { "" };
    let names = names.iter().take(MOST);
    let names: Vec<String> = names.map(|name| shown(name.as_ref())).collect();
    format!("the columns: {}{more}", names.join(", "))
}

/// A first line like `sep=;`, which tells a spreadsheet program where to cut.
fn for_spreadsheets(header: &[String]) -> Option<String> {
    let (first, others) = header.split_first()?;
    let delimiter = first.strip_prefix("sep=")?;
    let is_all = delimiter.chars().count() <= 1 && others.iter().all(String::is_empty);
    is_all.then(|| {
        "its first line is for spreadsheet programs: pass --skip-rows 1, and say with --delimiter what stands between the \
         cells, if that is no comma"
            .to_owned()
    })
}

/// A header that is one long name was cut at the wrong character.
fn single(header: &[String]) -> Option<String> {
    delimiter_help(header).filter(|_| header.len() == 1)
}

/// A header that is one long name, or whose names hold more of another delimiter than it was cut at, was cut at the
/// wrong character.
fn delimiter_help(header: &[String]) -> Option<String> {
    let delimiters = [
        (';', "';'"),
        ('\t', "tab"),
        ('|', "'|'"),
        ('^', "'^'"),
        (',', "','"),
    ];
    let count = |sign: char| {
        header
            .iter()
            .map(|name| name.matches(sign).count())
            .sum::<usize>()
    };
    let (_, option) = delimiters
        .into_iter()
        .map(|(delimiter, option)| (count(delimiter), option))
        .max_by_key(|(count, _)| *count)
        .filter(|(count, _)| *count >= header.len())?;
    Some(match header.len() {
        1 => format!("the header is a single column: pass --delimiter {option}"),
        _ => format!("the header is cut at the wrong sign: pass --delimiter {option}"),
    })
}
