//! `cargo bench --bench screen`: `partner-eval screen` beside merely parsing the same table with the `csv`
//! crate on one thread, in the same minute, after a check that screening scores a row as `assess` scores
//! the same candidate in a deal. A million rows; ten million as well with `-- --large` (1.1 GB).
//!
//! `cargo bench --bench screen -- --generate ROWS` only writes such a table to standard output, and
//! `-- --deal` the deal that it answers.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

mod screen_table;

use std::collections::BTreeMap;
use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use screen_table::{COLUMNS, DEAL, Rows, deal_of_rows, write_rows};
use serde_json::Value;

/// How often each is measured, after a warm-up.
const RUNS: usize = 5;

/// How many rows are compared with `assess`.
const CHECKED: u64 = 1_000;

fn main() -> std::io::Result<()> {
    // cargo passes `--bench` to a benchmark without a harness.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let sizes: &[u64] = match arguments[..] {
        ["--generate", rows] => {
            let rows = rows.parse().expect("a number of rows");
            return write_rows(rows, std::io::stdout().lock());
        }
        ["--deal"] => return std::io::stdout().lock().write_all(DEAL.as_bytes()),
        ["--large"] => &[1_000_000, 10_000_000],
        [] => &[1_000_000],
        _ => return Err(std::io::Error::other("--large, --generate ROWS, or --deal")),
    };
    let folder = std::env::temp_dir().join(format!("partner-eval-screen-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("deal.toml"), DEAL)?;
    check(&folder);
    for &rows in sizes {
        write_rows(rows, File::create(folder.join("table.csv"))?)?;
        measure(&folder, rows);
    }
    std::fs::remove_dir_all(&folder)
}

/// Prints the median time of each, run in turn so that all see the same weather, and the peak memory.
fn measure(folder: &Path, rows: u64) {
    let table = folder.join("table.csv");
    let size = table.metadata().expect("written").len() as f64;
    let screens: [(&str, &[&str]); 3] = [
        ("screen, best 20, json", &["--format", "json"]),
        ("screen --all, csv", &["--all", "--format", "csv"]),
        (
            "screen --all, json-lines",
            &["--all", "--format", "json-lines"],
        ),
    ];
    // The warm-up measures the memory, so that the polling disturbs no measured time.
    parse(&table, rows);
    let peaks = screens.map(|(_, options)| peak_memory(screen(folder, options)));
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..RUNS {
        times[0].push(seconds(|| parse(&table, rows)));
        for ((_, options), times) in screens.iter().zip(&mut times[1..]) {
            let mut command = screen(folder, options);
            times.push(seconds(|| {
                assert!(command.status().expect("it runs").success());
            }));
        }
    }
    let medians = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[RUNS / 2]
    });
    println!(
        "{rows} rows x {} columns, {:.1} MB; median of {RUNS}",
        COLUMNS.len(),
        size / 1e6
    );
    println!(
        "{:<26} {:.3} s, {:.0} MB/s",
        "csv crate, only parsing",
        medians[0],
        size / 1e6 / medians[0]
    );
    for (((name, _), seconds), peak) in screens.iter().zip(&medians[1..]).zip(peaks) {
        let ratio = seconds / medians[0];
        println!("{name:<26} {seconds:.3} s, {ratio:.2} x parsing, peak {peak}");
    }
}

fn seconds(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
}

/// The least that whoever reads the table must do: all records, none kept, nothing done with them.
fn parse(table: &Path, rows: u64) {
    let file = File::open(table).expect("the table");
    let mut reader = csv::ReaderBuilder::new().from_reader(file);
    let mut record = csv::ByteRecord::new();
    let mut read = 0;
    while reader.read_byte_record(&mut record).expect("CSV") {
        black_box(&record);
        read += 1;
    }
    assert_eq!(read, rows);
}

fn tool() -> Command {
    Command::new(env!("CARGO_BIN_EXE_partner-eval"))
}

fn screen(folder: &Path, options: &[&str]) -> Command {
    let mut command = tool();
    command
        .arg("screen")
        .arg(folder.join("deal.toml"))
        .arg("--candidates")
        .arg(folder.join("table.csv"))
        .args(options)
        .stdout(Stdio::null());
    command
}

/// The most memory that a process held, where the system tells. The kernel keeps the maximum itself, so what
/// is missed is only its growth in the last millisecond.
fn peak_memory(mut command: Command) -> String {
    let mut child = command.spawn().expect("it runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    let exit = loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        peak = kibibytes.or(peak);
        if let Some(exit) = child.try_wait().expect("a child") {
            break exit;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    assert!(exit.success());
    peak.map_or("unknown".to_owned(), |kibibytes| {
        format!("{:.1} MiB", kibibytes / 1024.0)
    })
}

/// Compares the first rows with the same candidates in a deal, by the bits of the numbers: in JSON, and in CSV
/// with every other cell too, since serde_json can read two neighbouring numbers as one.
fn check(folder: &Path) {
    let file = File::create(folder.join("table.csv")).expect("created");
    write_rows(CHECKED, file).expect("written");
    let deal = folder.join("candidates.toml");
    std::fs::write(&deal, deal_of_rows(CHECKED)).expect("written");
    let assess = |format| {
        let mut command = tool();
        command.arg("assess").arg(&deal).args(["--draws", "0"]);
        command.args(["--format", format]);
        output(command)
    };

    let assessed: Value = serde_json::from_str(&assess("json")).expect("JSON");
    let candidates = assessed["candidates"].as_array().expect("candidates");
    let by_name: BTreeMap<&str, &Value> = candidates
        .iter()
        .map(|candidate| (candidate["name"].as_str().expect("a name"), candidate))
        .collect();
    let lines = output(screen(folder, &["--all", "--format", "json-lines"]));
    let mut rows = 0;
    let mut table = Rows::new();
    for (line, text) in (1..).zip(lines.lines()) {
        let name = table.advance()[0].as_str();
        let screened: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(screened["name"], name, "line {line}: the input order");
        let candidate = by_name[name];
        for key in ["score", "low", "high", "known"] {
            let bits = |record: &Value| record[key].as_f64().expect("a number").to_bits();
            assert_eq!(
                bits(&screened),
                bits(candidate),
                "line {line}: {key} of {text}"
            );
        }
        rows += 1;
    }
    assert_eq!(rows, CHECKED);

    let screened = cells(
        &output(screen(folder, &["--all", "--format", "csv"])),
        "name",
    );
    let assessed = cells(&assess("csv"), "candidate");
    assert_eq!(screened.len() as u64, CHECKED);
    for (name, row) in &screened {
        assert!(row.len() >= 12, "a cell for each key of the contract");
        for (column, cell) in row {
            let other = &assessed[name][column];
            assert!(is_same(cell, other), "{column} of {name}: {cell}, {other}");
        }
    }
    println!("{CHECKED} rows: screened to the bit as assessed");
}

fn output(mut command: Command) -> String {
    let output = command
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()
        .expect("it runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The cells of a CSV output by name of the candidate and column.
fn cells(text: &str, name: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| {
        let mut row = row.expect("CSV");
        (row.remove(name).expect("a name"), row)
    })
    .collect()
}

/// Whether two cells hold the same text, or the same number to the bit.
fn is_same(a: &str, b: &str) -> bool {
    let bits = |cell: &str| cell.parse().map(f64::to_bits).ok();
    a == b || bits(a).is_some() && bits(a) == bits(b)
}
