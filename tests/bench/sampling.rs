//! `cargo bench --bench sampling`: 1,000,000 draws x 50 candidates x 5 dimensions with full rank
//! distributions, beside the same in numpy (`sampling_numpy.py`), which needs python3 with numpy.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::process::Command;
use std::time::Instant;

use partner_eval::confidence::{Contestant, Question, sample};
use partner_eval::model::{ByDimension, Relationship};

const DRAWS: u64 = 1_000_000;
const CANDIDATES: usize = 50;

fn main() {
    let order: Vec<Vec<_>> = Relationship::StrategicAlliance
        .order()
        .iter()
        .map(|tier| tier.to_vec())
        .collect();
    // The same scores as in the script: the fractional parts of multiples of the golden ratio.
    let score = |i: usize| (i as f64 * 0.618_033_988_749_894_9).fract();
    let contestants: Vec<Contestant> = (0..CANDIDATES)
        .map(|c| Contestant {
            lows: ByDimension([0, 1, 2, 3, 4].map(|d| score(c * 5 + d + 1))),
            ranged: Vec::new(),
        })
        .collect();
    let question = Question {
        order: &order,
        contestants: &contestants,
        transform: None,
        draws: DRAWS,
        seed: 1,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        let shares = sample(&question, threads);
        best = best.min(start.elapsed().as_secs_f64());
        assert!((shares.first.iter().sum::<f64>() - 1.0).abs() < 1e-6);
    }
    println!(
        "partner-eval: {best:.3} s on {threads} threads (best of 5), peak {}",
        peak_memory()
    );

    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/sampling_numpy.py");
    match Command::new("python3").arg(script).output() {
        Ok(output) if output.status.success() => {
            let text = String::from_utf8_lossy(&output.stdout);
            print!("numpy:        {text}");
            if let Some(seconds) = text.split(' ').next().and_then(|s| s.parse::<f64>().ok()) {
                println!("ratio:        {:.2} of numpy's time", best / seconds);
            }
        }
        _ => println!("numpy:        not measured (needs python3 with numpy)"),
    }
}

/// The most memory that this process held, where the system tells.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |peak| peak.trim().to_owned())
}
