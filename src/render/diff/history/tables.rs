//! The tables of a history: its steps, and how each candidate fared.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use textwrap::core::display_width;

use crate::contract::{CourseV2, HistoryV2, StandingV2};
use crate::explain::points;
use crate::render::sanitize::sanitize;
use crate::render::text::{Page, mark};
use crate::score::Verdict;

/// The widest that names stand in the text; longer ones wrap.
const NAMES: u16 = 24;
/// The columns of the steps.
pub const STEPS: [&str; 6] = ["Step", "Assessment", "As of", "Leader", "Score", "Verdict"];

/// A row a step, as [`STEPS`] says.
pub fn step_rows(history: &HistoryV2) -> Vec<Vec<String>> {
    let nothing = || "-".to_owned();
    let rows = history.steps.iter().enumerate().map(|(place, step)| {
        let leads = |course: &&CourseV2| step.leaders.contains(&course.name);
        let leader = history.candidates.iter().find(leads);
        let leader = leader.and_then(|course| course.standings.get(place)?.as_ref());
        let leaders = step.leaders.join(" = ");
        vec![
            (place + 1).to_string(),
            step.label.clone(),
            step.as_of.clone().unwrap_or_else(nothing),
            if leaders.is_empty() {
                nothing()
            } else {
                leaders
            },
            leader.map_or_else(nothing, |leader| points(leader.score / 100.0)),
            step.verdict.clone().unwrap_or_else(nothing),
        ]
    });
    rows.collect()
}

/// The steps as text.
pub fn steps(history: &HistoryV2, page: Page) -> String {
    let mut table = table(STEPS.map(str::to_owned));
    if let Some(width) = page.table_width {
        table.set_width(width.try_into().unwrap_or(u16::MAX));
    }
    for row in step_rows(history) {
        table.add_row(row.iter().map(|cell| sanitize(cell)));
    }
    let label = name_width(history.steps.iter().map(|step| &*step.label));
    for (title, column) in STEPS.iter().zip(table.column_iter_mut()) {
        column.set_padding((0, 2));
        // Long names wrap; numbers, days and verdicts never do.
        match *title {
            "Leader" => {}
            "Assessment" => {
                let least = Width::Fixed(label + 2);
                column.set_constraint(ColumnConstraint::LowerBoundary(least));
            }
            _ => {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
    }
    lines(&table)
}

/// A candidate with its cells at each step.
type Course<'h> = (&'h CourseV2, Vec<[String; 3]>);

/// Score, rank and verdict of each candidate at each step, as many steps side by side as the page is wide, as text.
pub fn courses(history: &HistoryV2, page: Page) -> String {
    let courses = history.candidates.iter();
    let courses: Vec<Course<'_>> = courses.map(|course| (course, cells(course))).collect();
    let names = history.candidates.iter().map(|course| &*course.name);
    let names = name_width(names.chain([CANDIDATE]));
    let number = history.steps.len();
    let all = courses.iter().flat_map(|(_, cells)| cells.iter().flatten());
    let widths = all.map(|cell| display_width(cell));
    let widest = widths.chain([number.to_string().len()]).max().unwrap_or(0);
    let beside = usize::from(names) + 1 + display_width(PARTS[2]) + 1;
    let room = page
        .table_width
        .unwrap_or(page.width)
        .saturating_sub(beside);
    let most = (room / (widest + 1)).max(1);
    // Tables of one length read better than a rest of one step.
    let most = number.div_ceil(number.div_ceil(most));
    let places: Vec<usize> = (0..number).collect();
    let tables = places
        .chunks(most)
        .map(|part| course_table(&courses, part, names) + "\n");
    let meanings = Verdict::ALL.map(|verdict| format!("{} = {}", mark(verdict).0, verdict.id()));
    tables.collect::<String>() + &format!("{}\n", meanings.join(", "))
}

const CANDIDATE: &str = "Candidate";
const PARTS: [&str; 3] = ["score", "rank", "verdict"];

/// All candidates at some of the steps.
fn course_table(courses: &[Course<'_>], places: &[usize], names: u16) -> String {
    let steps = places.iter().map(|place| (place + 1).to_string());
    let mut table = table(
        [CANDIDATE.to_owned(), String::new()]
            .into_iter()
            .chain(steps),
    );
    for (course, cells) in courses {
        let cells = places.iter().map(|&place| cells[place].join("\n"));
        let name = [sanitize(&course.name).into_owned(), PARTS.join("\n")];
        table.add_row(name.into_iter().chain(cells));
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        if at == 0 {
            let most = Width::Fixed(names + 1);
            column.set_constraint(ColumnConstraint::UpperBoundary(most));
        }
        if at > 1 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    lines(&table)
}

/// The widest of some names, or as wide as names may stand.
fn name_width<'n>(names: impl Iterator<Item = &'n str>) -> u16 {
    let widths = names.map(|name| display_width(&sanitize(name)));
    let widest = widths.max().unwrap_or(0);
    widest
        .try_into()
        .map_or(NAMES, |widest: u16| widest.min(NAMES))
}

/// Score, rank and verdict at each step.
fn cells(course: &CourseV2) -> Vec<[String; 3]> {
    let nothing = |word: &str| [word.to_owned(), String::new(), String::new()];
    let cell = |place: usize, standing: &Option<StandingV2>| match standing {
        Some(standing) => [
            points(standing.score / 100.0),
            standing.rank.to_string(),
            verdict_mark(&standing.verdict).to_owned(),
        ],
        None => nothing(absence(course, place)),
    };
    let standings = course.standings.iter().enumerate();
    standings
        .map(|(place, standing)| cell(place, standing))
        .collect()
}

/// The name and where it stood at each step, for Markdown.
pub fn course_row(course: &CourseV2) -> Vec<String> {
    let cell = |(place, standing): (usize, &Option<StandingV2>)| match standing {
        Some(StandingV2 {
            score,
            rank,
            verdict,
            ..
        }) => format!("{}, rank {rank}, {verdict}", points(score / 100.0)),
        None => absence(course, place).to_owned(),
    };
    let cells = course.standings.iter().enumerate().map(cell);
    std::iter::once(course.name.clone()).chain(cells).collect()
}

/// What stands for a candidate where a step does not have it: it is not there yet, or gone.
fn absence(course: &CourseV2, place: usize) -> &'static str {
    match course.standings[..place].iter().any(Option::is_some) {
        true => "gone",
        false => "-",
    }
}

/// The mark of a verdict by its id; of one that is unknown here the id.
fn verdict_mark(id: &str) -> &str {
    let known = Verdict::ALL.into_iter().find(|verdict| verdict.id() == id);
    known.map_or(id, |verdict| mark(verdict).0)
}

fn table(head: impl IntoIterator<Item = String>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::MAX);
    table.set_header(head.into_iter().collect::<Vec<_>>());
    table
}

fn lines(table: &Table) -> String {
    let lines = table.lines().map(|line| format!("{}\n", line.trim_end()));
    lines.collect()
}
