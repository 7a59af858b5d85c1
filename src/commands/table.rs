//! `--candidates FILE`: a table of candidates beside a deal.

use anyhow::{anyhow, bail};

use super::form::{FormArgs, OpenTable, check_stdin, note_left_out, report_stopped};
use super::input;
use super::output::Output;
use crate::assessment::Run;
use crate::deal::Problem;
use crate::explain::thousands;
use crate::model::Code;
use crate::model::names::clean;
use crate::read::rows::{BATCH, Batch, Record, Row, Rows, Splitter};
use crate::read::table::{RowProblem, RowReader, TableLayout, check};
use crate::read::{DealHeader, ReadOptions, Source, open};

/// The options that say where a table is and how it is written.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The table of candidates")]
pub struct TableArgs {
    /// A table or workbook with a row a candidate, whose columns are keys of [[candidates]]; - is standard input.
    #[arg(id = "table", long = "candidates", value_name = "FILE")]
    pub candidates: Option<String>,
    #[command(flatten)]
    pub form: FormArgs,
}

/// A deal that waits for the rows of a table.
pub struct PendingDeal {
    /// Its file.
    pub source: Source,
    /// What it asks.
    pub header: DealHeader,
    /// Whether it or the columns were read with warnings.
    pub has_warnings: bool,
}

/// Reads a deal that a table answers, and checks the columns of the table against it; `None` if something
/// is wrong, which is reported. `is_alone`: nobody but the table's columns can answer.
pub fn read_deal(
    source: Source,
    options: &ReadOptions,
    layout: &TableLayout,
    is_alone: bool,
    output: &mut Output,
) -> Option<PendingDeal> {
    let (header, problems) = open(&source, options, &layout.names(), &layout.reviewers());
    output.problems(&source, &problems);
    let Some(header) = header else {
        input::note_other_use(&source, output);
        return None;
    };
    input::note_missing(header.deal(), output);
    let mut has_warnings = !problems.is_empty();
    if let Some(columns) = &layout.columns {
        let (mut problems, full) = check(&header, columns);
        let is_right = problems.iter().all(|located| located.problem.is_warning());
        let mut unanswered = header.unanswered(&[full]);
        let deal = header.deal();
        if let Some(reviews) = &deal.reviews {
            let is_marked = |id| {
                deal.find_criterion(id)
                    .is_some_and(|id| reviews.has_marks_of(id))
            };
            unanswered.retain(|id| !is_marked(id));
        }
        if is_right && is_alone && !unanswered.is_empty() {
            problems.push(no_column(
                columns.line,
                &unanswered,
                options.require_evidence,
            ));
        }
        output.row_problems(layout, &problems);
        has_warnings |= !problems.is_empty();
        if !is_right {
            return None;
        }
    }
    Some(PendingDeal {
        source,
        header,
        has_warnings,
    })
}

fn no_column(line: u32, unanswered: &[&str], requires_evidence: bool) -> RowProblem {
    let message = format!("no column answers {}", unanswered.join(", "));
    let evidence = if requires_evidence {
        "ratings need their evidence beside them, as `ratings.trust.evidence`; "
    } else {
        ""
    };
    let problem = Problem::new(Code::Unanswered, 0..0, message).help(format!(
        "no row gets points for them; {evidence}add the columns, or leave the criteria out with `weight = 0` in \
         `[criteria.ID]`, a dimension with 0 in [weights]"
    ));
    RowProblem::of_header(line, None, problem)
}

impl TableArgs {
    /// Whether there is no table beside the deal.
    pub fn is_none(&self) -> bool {
        self.candidates.is_none()
    }

    /// The table and its map.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.candidates
            .as_deref()
            .into_iter()
            .chain(self.form.map())
    }

    /// How the command was called, as far as these options say.
    pub fn add_to(&self, run: &mut Run) {
        if let Some(table) = &self.candidates {
            run.files.push(input::file("table", table));
            run.files
                .extend(self.form.map().map(|map| input::file("map", map)));
            run.table = self.form.options();
        }
    }

    /// The options as they are typed; none for a deal alone.
    pub fn words(&self) -> String {
        let table = self.candidates.as_ref();
        table.map_or_else(String::new, |table| self.form.words(table))
    }

    /// Reads every deal, with the rows of the table if one is given; `None` if something is wrong, which is
    /// reported.
    pub fn read_all(
        &self,
        paths: &[String],
        options: &ReadOptions,
        output: &mut Output,
    ) -> anyhow::Result<Option<Vec<input::Input>>> {
        let Some(table) = &self.candidates else {
            return Ok(input::read_all(paths, options, output));
        };
        check_stdin(table, &paths.iter().map(String::as_str).collect::<Vec<_>>())?;
        let mut inputs = Vec::new();
        for path in paths {
            let Some(table) = self.form.open(table, output)? else {
                return Ok(None);
            };
            inputs.push(match input::readable(path, output) {
                Some(source) => read_all(source, options, table, &[], output)?,
                None => None,
            });
        }
        Ok(inputs.into_iter().collect())
    }

    /// Reads the text of a deal, with the rows of the table if one is given; `None` if something is wrong, which is
    /// reported.
    pub fn read_source(
        &self,
        source: Source,
        options: &ReadOptions,
        output: &mut Output,
    ) -> anyhow::Result<Option<input::Input>> {
        let Some(table) = &self.candidates else {
            return Ok(input::read_deal(source, options, output));
        };
        let table = self.form.open(table, output)?;
        match table {
            Some(table) => read_all(source, options, table, &[], output),
            None => Ok(None),
        }
    }

    /// Reads a deal, and of the table only the rows of these names; all, if there are none.
    pub fn read_named(
        &self,
        path: &str,
        options: &ReadOptions,
        names: &[&str],
        output: &mut Output,
    ) -> anyhow::Result<Option<input::Input>> {
        let Some(table) = &self.candidates else {
            return Ok(input::read(path, options, output));
        };
        check_stdin(table, &[path])?;
        let Some(table) = self.form.open(table, output)? else {
            return Ok(None);
        };
        match input::readable(path, output) {
            Some(source) => read_all(source, options, table, names, output),
            None => Ok(None),
        }
    }
}

/// Reads a deal and the rows of its table that have one of these names, or all of them if there are none;
/// `None` if something is wrong, which is reported.
fn read_all(
    source: Source,
    options: &ReadOptions,
    mut table: OpenTable,
    names: &[&str],
    output: &mut Output,
) -> anyhow::Result<Option<input::Input>> {
    let layout = &table.layout;
    let Some(PendingDeal {
        source,
        header,
        mut has_warnings,
    }) = read_deal(source, options, layout, false, output)
    else {
        return Ok(None);
    };
    has_warnings |= table.has_warnings;
    // What is set against the others needs them all.
    let own_criteria = &header.deal().own_criteria;
    let asked = names;
    let names = match own_criteria.iter().any(|own| own.relative().is_some()) {
        true => &[][..],
        false => names,
    };
    let mut rows: Vec<Record> = Vec::new();
    let mut others = Others::default();
    let mut batch = Batch::default();
    let mut splitter = Splitter::default();
    let stopped = loop {
        if let Err(stopped) = table.reader.read(&mut batch, BATCH) {
            break Some(stopped);
        }
        if batch.is_empty() {
            break None;
        }
        for raw in batch.rows() {
            let row = splitter.split(raw);
            if names.is_empty() || others.is_wanted(layout, row, names) {
                rows.push(row.into());
            }
        }
    };
    note_left_out(&table.reader.left_out(), &layout.name.file, output);
    let own = &header.deal().candidates;
    if stopped.is_none() && names.is_empty() && rows.is_empty() && own.is_empty() {
        let nobody = anyhow!(
            "{} has no rows, and there is nobody to compare",
            layout.name
        );
        output.error(&nobody);
        return Ok(None);
    }
    check_size(layout, &rows, header.deal().plan.asked.len())?;
    let (reading, problems) = RowReader::new(&header, layout).read_all(&rows, own);
    // Nobody reads them again.
    drop(rows);
    output.row_problems(layout, &problems);
    if let Some(stopped) = stopped {
        report_stopped(&layout.name, stopped, output);
        return Ok(None);
    }
    if problems.iter().any(|located| !located.problem.is_warning()) {
        return Ok(None);
    }
    has_warnings |= !problems.is_empty();
    let (deal, doubts) = header.with_rows(reading, &source);
    let has_error = doubts.has_error();
    let of_row = |(line, problem)| RowProblem::of_header(line, None, problem);
    let doubts_of_rows: Vec<RowProblem> = doubts.rows.into_iter().map(of_row).collect();
    if asked.is_empty() && has_error {
        output.problems(&source, &doubts.deal);
        output.row_problems(layout, &doubts_of_rows);
        return Ok(None);
    }
    if let Some(missing) = asked.iter().find(|name| {
        !deal
            .candidates
            .iter()
            .any(|c| input::can_mean(name, &c.name))
    }) {
        let known = deal
            .candidates
            .iter()
            .map(|candidate| candidate.name.as_str());
        let known = known.chain(others.0.iter().map(String::as_str));
        let otherwise = format!("{} has no row of that name", layout.name);
        output.error(&input::no_candidate(missing, known, &otherwise));
        return Ok(None);
    }
    // Of a few rows nobody can say what the table does not answer.
    if asked.is_empty() {
        output.problems(&source, &doubts.deal);
        output.row_problems(layout, &doubts_of_rows);
        has_warnings |= !doubts.deal.is_empty() || !doubts_of_rows.is_empty();
    }
    Ok(Some(input::Input {
        source,
        deal,
        has_warnings,
    }))
}

/// That what is kept of all candidates is no more than 64 MiB and 50 times their rows, most of which is for the candidates.
fn check_size(layout: &TableLayout, rows: &[Record], asked: usize) -> anyhow::Result<()> {
    const FREE: usize = 50 << 20;
    const FOR_A_BYTE: usize = 50;
    // As measured, of a candidate that states next to nothing.
    const CANDIDATE: usize = 2000;
    const SCORE: usize = 64;

    let size: usize = rows.iter().map(Record::size).sum();
    let kept = CANDIDATE + SCORE * asked;
    if rows.len() * kept <= FREE + FOR_A_BYTE * size {
        return Ok(());
    }
    let most = FREE / (kept - FOR_A_BYTE * size / rows.len());
    let table = &layout.name;
    bail!(
        "{table} has {} rows, and {} of so few bytes are the most that can be compared at once: \
         `screen DEAL.toml --candidates FILE` takes any number and shows the best",
        thousands(rows.len() as u64),
        thousands(most as u64)
    );
}

/// Names that are not asked about, for "did you mean": some thousand, not those of a million rows.
#[derive(Default)]
struct Others(Vec<String>);

impl Others {
    fn is_wanted(&mut self, layout: &TableLayout, row: Row<'_>, names: &[&str]) -> bool {
        const MOST: usize = 10_000;
        let Some(name) = layout.name_of(row) else {
            return false;
        };
        let name = clean(&name);
        let is_wanted = names.iter().any(|typed| input::can_mean(typed, &name));
        if !is_wanted && self.0.len() < MOST {
            self.0.push(name.into_owned());
        }
        is_wanted
    }
}
