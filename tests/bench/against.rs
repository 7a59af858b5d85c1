//! `cargo bench --bench against -- BINARY [ROWS]`: this build beside another one, run in turn so that both see the
//! same weather. Prints the median of each and the median of the ratios, pair by pair. ROWS is the length of the
//! table that `screen` reads, a million if it is not given.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

mod large_deal;
mod screen_table;

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use screen_table::{DEAL, deal_of_rows, write_rows};

/// How long a table is of which every row has one bad cell, or which `assess` compares.
const ROWS: u64 = 10_000;

fn main() {
    // cargo passes `--bench` to a benchmark without a harness.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    // `cargo bench` runs every benchmark, and this one has nothing to compare with then.
    let Some(other) = arguments.first() else {
        println!("usage: cargo bench --bench against -- BINARY [ROWS]");
        return;
    };
    let rows = arguments
        .get(1)
        .map_or(1_000_000, |rows| rows.parse().expect("a number of rows"));
    let folder = std::env::temp_dir().join(format!("partner-eval-against-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    write_inputs(&folder, rows).expect("written");

    let table = |name: &'static str| ["deal.toml", "--candidates", name];
    let screen = |name, options: &[&'static str]| [&["screen"], &table(name)[..], options].concat();
    let cases: [(&str, usize, Vec<&str>); 8] = [
        ("assess, 5 candidates", 200, vec!["assess", "5.toml"]),
        (
            "the same without draws",
            200,
            vec!["assess", "5.toml", "--draws", "0"],
        ),
        (
            "assess, 10,000 candidates of a deal",
            5,
            vec!["assess", "10000.toml", "--draws", "0"],
        ),
        (
            "assess --candidates, 10,000 rows",
            5,
            [&["assess"], &table("short.csv")[..]].concat(),
        ),
        (
            "the same without draws, as CSV",
            7,
            [
                &["assess"],
                &table("short.csv")[..],
                &["--draws", "0", "--format", "csv"],
            ]
            .concat(),
        ),
        (
            "screen --all, a bad cell in each row",
            7,
            screen("bad.csv", &["--all"]),
        ),
        (
            "screen, best 20",
            7,
            screen("long.csv", &["--format", "json"]),
        ),
        (
            "screen --all, csv",
            7,
            screen("long.csv", &["--all", "--format", "csv"]),
        ),
    ];
    let this = env!("CARGO_BIN_EXE_partner-eval");
    for (name, runs, arguments) in cases {
        let mut times = [Vec::new(), Vec::new()];
        let mut ratios = Vec::new();
        for run in 0..=runs {
            let pair = [this, other].map(|binary| seconds(&folder, binary, &arguments));
            // The first pair warms up.
            if run > 0 {
                times
                    .iter_mut()
                    .zip(pair)
                    .for_each(|(times, seconds)| times.push(seconds));
                ratios.push(pair[0] / pair[1]);
            }
        }
        let [ours, theirs] = times.map(|mut times| median(&mut times) * 1e3);
        println!(
            "{name:<38} {ours:9.2} ms against {theirs:9.2} ms: {:.3} x",
            median(&mut ratios)
        );
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

fn write_inputs(folder: &Path, rows: u64) -> std::io::Result<()> {
    std::fs::write(folder.join("deal.toml"), DEAL)?;
    std::fs::write(folder.join("5.toml"), large_deal::deal(5))?;
    std::fs::write(folder.join("10000.toml"), deal_of_rows(ROWS))?;
    write_rows(rows, File::create(folder.join("long.csv"))?)?;
    let short = folder.join("short.csv");
    write_rows(ROWS, File::create(&short)?)?;
    // Of each row the last cell, a rating, is out of its range.
    let mut bad = BufWriter::new(File::create(folder.join("bad.csv"))?);
    for (at, line) in BufReader::new(File::open(short)?).lines().enumerate() {
        let line = line?;
        match line.rsplit_once(',') {
            Some((rest, _)) if at > 0 => writeln!(bad, "{rest},11")?,
            _ => writeln!(bad, "{line}")?,
        }
    }
    bad.flush()
}

fn seconds(folder: &Path, binary: &str, arguments: &[&str]) -> f64 {
    let mut command = Command::new(binary);
    command
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    // Bad rows end with another status, which is no matter here.
    command.status().expect("it runs");
    start.elapsed().as_secs_f64()
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
