//! Problems with the rows of a table as text: what is wrong, in which row and column, and what to do.

use anstyle::{AnsiColor, Style};

use super::problems::{MOST_SHOWN, more};
use super::sanitize::sanitize;
use crate::deal::how_many;
use crate::read::table::{RowProblem, TableName};

/// Problems of a table, in the order given.
pub fn render(table: &TableName, problems: &[RowProblem]) -> String {
    let text: String = problems
        .iter()
        .take(MOST_SHOWN)
        .map(|located| render_one(table, located))
        .collect();
    text + &more(
        how_many(problems.iter().map(|located| &located.problem)),
        &table.file,
    )
}

/// One problem: `--> suppliers.csv:17, column 5 (ratings.trust)`, `--> suppliers.xlsx, Sheet1!E17 (ratings.trust)`.
pub fn render_one(table: &TableName, located: &RowProblem) -> String {
    let problem = &located.problem;
    let (level, color) = if problem.is_warning() {
        ("warning", AnsiColor::Yellow)
    } else {
        ("error", AnsiColor::BrightRed)
    };
    let strong = Style::new().bold();
    let level_style = strong.fg_color(Some(color.into()));
    let mut place = table.place(located.line, located.column);
    if let (Some(_), Some(name)) = (located.column, &located.name) {
        place.push_str(&format!(" ({name})"));
    }
    let place = sanitize(&place);
    let mut text = format!(
        "{level_style}{level}[{}]{level_style:#}{strong}: {}{strong:#}\n  --> {place}\n",
        problem.code.id(),
        sanitize(&problem.message),
    );
    if let Some(help) = &problem.help {
        text.push_str(&format!("  = help: {}\n", sanitize(help)));
    }
    text.push('\n');
    text
}
