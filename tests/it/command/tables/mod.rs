//! Candidates from tables: which columns and cells are read how, and what is said of those that are not.

mod cells;
mod compare;
mod header;
mod lines;
mod map;
mod rows;

use crate::harness::Run;

/// A deal in which nothing counts but the compatibility, rated as a whole.
pub const DEAL: &str = "
deal.name = 'Depot'
deal.relationship = 'network'
deal.rated = ['compatibility']
organization.name = 'Us'
weights = { compatibility = 1, complementarity = 0, risk_sharing = 0, cost_sharing = 0, commitment = 0 }
";

/// The columns of what `screen --all` prints.
pub const RECORDS: &str = "name,score,low,high,known,verdict,stopped_by,compatibility,complementarity,\
                           risk_sharing,cost_sharing,commitment,flags\n";

/// The record of a candidate of whom the compatibility is known, and enough.
pub fn record(name: &str, score: f64) -> String {
    assert!(score >= 65.0);
    format!("{name},{score:?},{score:?},{score:?},1.0,recommended,,{score:?},0.0,0.0,0.0,0.0,\n")
}

/// The record of a candidate of whom nothing is known.
pub fn unknown(name: &str) -> String {
    format!("{name},0.0,0.0,100.0,0.0,undecided,known;score;compatibility,0.0,0.0,0.0,0.0,0.0,\n")
}

/// `screen --all` with these arguments, on a file `table.csv`.
pub fn screen_all(arguments: &[&str], table: impl AsRef<[u8]>) -> Run {
    screen(&[&["--all"], arguments].concat(), table)
}

/// `screen` with these arguments, on a file `table.csv`.
pub fn screen(arguments: &[&str], table: impl AsRef<[u8]>) -> Run {
    let always = ["screen", "deal.toml", "--candidates", "table.csv"];
    Run::new(&[&always, arguments].concat())
        .file("deal.toml", DEAL)
        .file("table.csv", table)
}

/// Expects these records and nothing else.
#[track_caller]
pub fn gives(arguments: &[&str], table: impl AsRef<[u8]>, records: &[String]) {
    screen_all(arguments, table)
        .stdout(&format!("{RECORDS}{}", records.concat()))
        .check();
}

/// Expects that a table is refused before anything is printed, with exactly these problems, each of which
/// the program ends with an empty line.
#[track_caller]
pub fn refuses(arguments: &[&str], table: impl AsRef<[u8]>, problems: &str) {
    screen_all(arguments, table)
        .stderr(&format!("{problems}\n"))
        .status(2)
        .check();
}
