//! `cargo bench --bench process`: the whole process against an empty Rust `main`, built and run on the
//! same machine in the same minute; a deal of 10,000 candidates; and 200 candidates marked by 12 reviewers in files of their
//! own, against the same marks in one deal.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

mod committee;
mod large_deal;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use large_deal::deal;

fn main() {
    let folder = std::env::temp_dir().join(format!("partner-eval-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let empty = empty_main(&folder);
    let tool = Path::new(env!("CARGO_BIN_EXE_partner-eval"));
    let few = folder.join("5.toml");
    let many = folder.join("10000.toml");
    std::fs::write(&few, deal(5)).expect("written");
    std::fs::write(&many, deal(10_000)).expect("written");

    let commands: [(&str, Command); 3] = [
        ("empty main", Command::new(&empty)),
        (
            "5 candidates, --draws 0",
            assess(tool, &few, &["--draws", "0"]),
        ),
        ("5 candidates, 10,000 draws", assess(tool, &few, &[])),
    ];
    let medians = medians(commands, 400);
    for (name, seconds) in &medians {
        println!(
            "{name:<28} {:.2} ms, {:.2} x empty main",
            seconds * 1e3,
            seconds / medians[0].1
        );
    }
    let large: [(&str, Command); 2] = [
        (
            "10,000 candidates, --draws 0",
            assess(tool, &many, &["--draws", "0"]),
        ),
        ("10,000 candidates", assess(tool, &many, &[])),
    ];
    for (name, seconds) in self::medians(large, 5) {
        println!("{name:<28} {seconds:.2} s");
    }
    for (name, seconds) in reviewed(tool, &folder) {
        println!("{name:<28} {:.1} ms", seconds * 1e3);
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// A committee of 12 with 200 candidates.
fn reviewed(tool: &Path, folder: &Path) -> Vec<(&'static str, f64)> {
    let (deal, merged) = (folder.join("deal.toml"), folder.join("merged.toml"));
    committee::write(folder, 200, 12).expect("written");
    let mut merge = Command::new(tool);
    merge
        .arg("merge")
        .arg(&deal)
        .arg("--reviews")
        .arg(folder.join("reviews"));
    let status = merge.arg("-o").arg(&merged).status();
    assert!(status.expect("it runs").success());
    let mut beside = assess(tool, &deal, &["--draws", "0", "--reviews"]);
    beside.arg(folder.join("reviews"));
    let mut drawn = assess(tool, &deal, &["--reviews"]);
    drawn.arg(folder.join("reviews"));
    let commands: [(&str, Command); 3] = [
        (
            "200 by 12, one deal",
            assess(tool, &merged, &["--draws", "0"]),
        ),
        ("200 by 12, review files", beside),
        ("200 by 12, 10,000 draws", drawn),
    ];
    medians(commands, 20)
}

fn empty_main(folder: &Path) -> std::path::PathBuf {
    let (source, binary) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n").expect("written");
    let built = Command::new("rustc")
        .arg("-O")
        .arg(&source)
        .arg("-o")
        .arg(&binary)
        .status();
    assert!(built.expect("rustc runs").success());
    binary
}

fn assess(tool: &Path, deal: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(tool);
    command.arg("assess").arg(deal).args(options);
    command
}

/// The median time of each command, run in turn so that all see the same weather.
fn medians<const N: usize>(mut commands: [(&str, Command); N], runs: usize) -> Vec<(&str, f64)> {
    let mut times = vec![Vec::new(); N];
    for _ in 0..runs {
        for ((_, command), times) in commands.iter_mut().zip(&mut times) {
            let start = Instant::now();
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            times.push(start.elapsed().as_secs_f64());
            assert!(status.expect("it runs").success());
        }
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    commands
        .iter()
        .zip(&mut times)
        .map(|((name, _), times)| (*name, median(times)))
        .collect()
}
