//! Which sheet of a workbook holds the candidates, and in which row its header stands.

use super::column::Column;
use super::columns::Columns;
use super::map::{Map, Origin};
use super::problem::{RowProblem, shown};
use crate::deal::Problem;
use crate::model::Code;
use crate::model::keys::CANDIDATE;
use crate::read::rows::CellKind;
use crate::read::rows::workbook::{
    Fault, Sheet, SheetName, SheetRow, SheetRows, Workbook, sheet_word,
};
use crate::read::suggest;

/// Where in a workbook the candidates are.
#[derive(Clone, Copy, Debug)]
pub struct SheetForm<'a> {
    /// The sheet that was asked for.
    pub sheet: Option<&'a str>,
    /// How many of its rows stand above the table.
    pub rows_above: u32,
    /// Whether a row names the columns; else they are called 1, 2, 3 and on.
    pub has_header: bool,
}

/// The table that was found in a workbook.
#[derive(Debug)]
pub struct FoundSheet {
    /// The name of its sheet.
    pub sheet: String,
    /// Its rows.
    pub rows: SheetRows,
    /// What its columns are about.
    pub columns: Columns,
    /// What is wrong with those.
    pub problems: Vec<RowProblem>,
}

/// Why no table was found in a workbook.
#[derive(Debug)]
pub enum NoTable {
    /// The workbook cannot be read.
    Fault(Fault),
    /// Nobody can say which sheet is meant; it goes on behind the name of the file.
    Unclear(String),
}

impl From<Fault> for NoTable {
    fn from(fault: Fault) -> Self {
        NoTable::Fault(fault)
    }
}

/// A header stands among so many first rows of a sheet that hold anything.
const MOST_TITLES: usize = 100;

/// Finds the table in a workbook, and out what its columns are about, with a map or without.
pub fn find_sheet(
    book: &mut Workbook,
    form: SheetForm<'_>,
    map: Option<&Map>,
) -> Result<FoundSheet, NoTable> {
    let place = match form.sheet {
        Some(name) => named(book.sheets(), name)?,
        None => chosen(book, form, map)?,
    };
    let name = book.sheets()[place].name.clone();
    let sheet = book.sheet(place)?;
    let Some(header) = Header::find(&sheet, form, map) else {
        let below = match form.rows_above {
            0 => String::new(),
            rows => format!(" below row {rows}"),
        };
        let message = format!("has no rows{below} in its sheet `{}`", shown(&name));
        return Err(NoTable::Unclear(message));
    };
    let first = header.place + usize::from(form.has_header);
    let (columns, mut problems) = Columns::of(header.names, header.line, map);
    if !header.is_whole {
        say_where_it_was_sought(&mut problems, header.sought, &name);
    }
    if problems.iter().all(|located| located.problem.is_warning()) {
        problems.extend(of_cells(&sheet, first, &columns));
    }
    let width = columns.header.len();
    Ok(FoundSheet {
        sheet: name,
        rows: SheetRows::new(sheet, first, width)?,
        columns,
        problems,
    })
}

/// The place of the sheet of that name.
fn named(sheets: &[SheetName], name: &str) -> Result<usize, NoTable> {
    let place = sheets.iter().position(|sheet| sheet.name == name);
    place.ok_or_else(|| {
        let known = sheets.iter().map(|sheet| sheet.name.as_str());
        let help = match suggest::closest(name, known) {
            Some(meant) => format!("did you mean `{}`?", shown(meant)),
            None => format!("its sheets: {}", listed(sheets.iter())),
        };
        NoTable::Unclear(format!("has no sheet `{}`; {help}", shown(name)))
    })
}

/// The place of the only sheet that is shown and holds anything, or of the only one of these that has the header.
fn chosen(book: &mut Workbook, form: SheetForm<'_>, map: Option<&Map>) -> Result<usize, NoTable> {
    let sheets = book.sheets().to_vec();
    let shown_ones: Vec<usize> = (0..sheets.len())
        .filter(|place| !sheets[*place].is_hidden)
        .collect();
    let first = match shown_ones[..] {
        [] => {
            let message = format!(
                "has hidden sheets alone: say with --sheet which, of {}",
                listed(sheets.iter())
            );
            return Err(NoTable::Unclear(message));
        }
        [only] => return Ok(only),
        [first, ..] => first,
    };
    let mut filled = Vec::new();
    for place in shown_ones {
        let top = book.top(place, MOST_TITLES + form.rows_above as usize)?;
        let header = Header::find(&top, form, map);
        filled.extend(header.map(|header| (place, header)));
    }
    let only = |is_such: fn(&Header) -> bool| {
        let mut such = filled.iter().filter(|(_, header)| is_such(header));
        let first = such.next().map(|(place, _)| *place);
        first.filter(|_| such.next().is_none())
    };
    let names = |is_such: fn(&Header) -> bool| {
        let such = filled.iter().filter(|(_, header)| is_such(header));
        listed(such.map(|(place, _)| &sheets[*place]))
    };
    let header = match map {
        Some(_) => "the columns of the map",
        None => "a `name` column",
    };
    let found = [
        |_: &Header| true,
        |header: &Header| header.is_whole,
        |header: &Header| header.known > 0,
    ];
    if filled.is_empty() {
        return Ok(first);
    }
    if let Some(place) = found.into_iter().find_map(only) {
        return Ok(place);
    }
    let message = if !form.has_header {
        format!("has several sheets, {}", names(|_| true))
    } else if filled.iter().any(|(_, header)| header.is_whole) {
        format!(
            "has {header} in several sheets, {}",
            names(|header| header.is_whole)
        )
    } else {
        format!(
            "has {header} in the first rows of none of its sheets, {}",
            names(|_| true)
        )
    };
    Err(NoTable::Unclear(format!(
        "{message}: say with --sheet which is meant"
    )))
}

/// Sheets by name, some of them.
fn listed<'a>(sheets: impl Iterator<Item = &'a SheetName>) -> String {
    const MOST: usize = 12;
    let mut names: Vec<String> = sheets
        .take(MOST + 1)
        .map(|sheet| format!("`{}`", shown(&sheet.name)))
        .collect();
    if names.len() > MOST {
        names[MOST] = "…".to_owned();
    }
    names.join(", ")
}

/// The row that names the columns, or looks most like it.
struct Header {
    /// Its place among the rows that hold anything.
    place: usize,
    /// Its number in the sheet.
    line: u32,
    /// The names; numbers where no row has them.
    names: Vec<String>,
    /// Whether it has all that it must.
    is_whole: bool,
    /// How many of its names are keys, or columns of the map.
    known: usize,
    /// The first and the last row in which it was sought.
    sought: (u32, u32),
}

impl Header {
    /// Among the first rows of a sheet that one which has the `name` column, or the columns of the map; of several that
    /// with the most, the first of these. Above it stand titles, often merged.
    fn find(sheet: &Sheet, form: SheetForm<'_>, map: Option<&Map>) -> Option<Self> {
        let is_below = |place: &usize| {
            sheet
                .row(*place)
                .is_some_and(|row| row.number > form.rows_above)
        };
        let first = (0..sheet.len()).find(is_below)?;
        let line = sheet.row(first)?.number;
        if !form.has_header {
            let rows = sheet.rows().skip(first);
            let widths = rows.filter_map(|row| row.cells().last());
            let width = widths.map(|cell| cell.column + 1).max();
            return Some(Self {
                place: first,
                line,
                names: (1..=width?).map(|number| number.to_string()).collect(),
                is_whole: true,
                known: 0,
                sought: (line, line),
            });
        }
        let mut best = None;
        let mut last = line;
        for (place, row) in sheet.rows().enumerate().skip(first).take(MOST_TITLES) {
            last = row.number;
            let names = names(row);
            let known = names.iter().filter(|name| is_known(name, map)).count();
            let filled = names.iter().filter(|name| !name.is_empty()).count();
            let is_whole = is_whole(&names, map);
            let rank = (is_whole, known, filled);
            if best.as_ref().is_none_or(|(best, _)| rank > *best) {
                let header = Self {
                    place,
                    line: row.number,
                    names,
                    is_whole,
                    known,
                    sought: (line, line),
                };
                best = Some((rank, header));
            }
        }
        let (_, header) = best?;
        Some(Self {
            sought: (line, last),
            ..header
        })
    }
}

/// What stands in a row, empty cells among it.
fn names(row: SheetRow<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for cell in row.cells() {
        names.resize(cell.column, String::new());
        names.push(cell.text.trim().to_owned());
    }
    names
}

/// The columns that a map names.
fn mapped(map: &Map) -> impl Iterator<Item = &str> {
    map.entries.iter().filter_map(|entry| match &entry.from {
        Origin::Column(name, _) => Some(name.as_str()),
        Origin::Number(..) | Origin::YesNo(_) => None,
    })
}

/// Whether a column is called so that it can answer anything.
fn is_known(name: &str, map: Option<&Map>) -> bool {
    if map.is_some_and(|map| mapped(map).any(|column| column == name)) {
        return true;
    }
    let first = name.split('.').next().unwrap_or_default().trim();
    CANDIDATE.key(&first.to_lowercase()).is_some()
}

/// Whether columns are called as they must: one names the candidates, and none is missing that the map names.
fn is_whole(names: &[String], map: Option<&Map>) -> bool {
    let has = |column: &str| names.iter().any(|name| name == column);
    let entries = map.iter().flat_map(|map| &map.entries);
    let is_named = entries.into_iter().any(|entry| entry.path.keys == ["name"]);
    (is_named || names.iter().any(|name| name.eq_ignore_ascii_case("name")))
        && map.is_none_or(|map| mapped(map).all(has))
}

/// Adds to the first problem of a header which rows were looked at.
fn say_where_it_was_sought(problems: &mut [RowProblem], (first, last): (u32, u32), sheet: &str) {
    let sought = match first == last {
        true => format!(
            "row {first} of {} was looked at, and no other holds anything",
            sheet_word(sheet)
        ),
        false => format!(
            "rows {first} to {last} of {} were looked at",
            sheet_word(sheet)
        ),
    };
    if let Some(located) = problems
        .iter_mut()
        .find(|located| !located.problem.is_warning())
    {
        let help = located.problem.help.take();
        located.problem.help =
            Some(help.map_or(sought.clone(), |help| format!("{help}; {sought}")));
    }
}

/// What is wrong with cells of the columns that answer anything, whatever these ask: a value that was not available, a
/// formula that nobody computed.
fn of_cells(sheet: &Sheet, first: usize, columns: &Columns) -> Vec<RowProblem> {
    let mut answers = vec![false; columns.header.len()];
    for place in columns.answering.iter().filter_map(Column::place) {
        answers[place] = true;
    }
    let is_asked = |column: usize| answers.get(column) == Some(&true);
    let missing = sheet.rows().skip(first).flat_map(|row| {
        let cells = row
            .cells()
            .filter(|cell| cell.kind == CellKind::NotAvailable);
        cells.map(move |cell| (row.number, cell.column))
    });
    let missing = missing.filter(|(_, column)| is_asked(*column));
    let uncomputed = sheet
        .uncomputed()
        .filter(|(line, column)| *line > columns.line && is_asked(*column));
    let found = [
        first_of(missing, columns, |count| {
            let message = match count {
                1 => "the cell holds `#N/A`, and counts as empty".to_owned(),
                _ => format!("{count} cells hold `#N/A`, and count as empty; this is the first"),
            };
            Problem::new(Code::Slip, 0..0, message).help("mend the look-up, or empty the cell")
        }),
        first_of(uncomputed, columns, |count| {
            let message = match count {
                1 => "the formula has no value yet".to_owned(),
                _ => format!("{count} formulas have no value yet; this is the first"),
            };
            Problem::new(Code::Unreadable, 0..0, message).help(
                "open the workbook in a spreadsheet program, which computes them, and save it",
            )
        }),
    ];
    found.into_iter().flatten().collect()
}

/// A problem at the first of these cells, in words for how many there are; `None` if there are none.
fn first_of(
    mut cells: impl Iterator<Item = (u32, usize)>,
    columns: &Columns,
    problem: impl FnOnce(usize) -> Problem,
) -> Option<RowProblem> {
    let (line, column) = cells.next()?;
    Some(RowProblem {
        line,
        column: Some(column as u32 + 1),
        name: columns.header.get(column).cloned(),
        problem: problem(1 + cells.count()),
    })
}
