//! The deal of a committee, always the same: many candidates, marked by many reviewers on what is judged.

use std::fmt::Write;
use std::path::Path;

const JUDGED: [&str; 5] = [
    "compatibility",
    "complementarity",
    "risk_sharing",
    "cost_sharing",
    "commitment",
];

/// Writes a deal of so many candidates and, beside it, a review file of each reviewer who marks all of them.
pub fn write(folder: &Path, candidates: usize, reviewers: usize) -> std::io::Result<()> {
    let mut deal = format!(
        "[deal]\nname = 'bench'\nrelationship = 'network'\nrated = {JUDGED:?}\n[organization]\nname = 'us'\n[reviewers]\n"
    );
    for reviewer in 0..reviewers {
        let _ = writeln!(deal, "R{reviewer} = 1");
    }
    for candidate in 0..candidates {
        let _ = write!(deal, "[[candidates]]\nname = 'Candidate {candidate}'\n");
    }
    std::fs::create_dir_all(folder.join("reviews"))?;
    std::fs::write(folder.join("deal.toml"), deal)?;
    for reviewer in 0..reviewers {
        let file = folder.join(format!("reviews/{reviewer}.toml"));
        std::fs::write(file, review(candidates, reviewer))?;
    }
    Ok(())
}

fn review(candidates: usize, reviewer: usize) -> String {
    let mut text = format!("[review]\nreviewer = 'R{reviewer}'\ndeal = 'bench'\n");
    for candidate in 0..candidates {
        let _ = write!(
            text,
            "[[candidates]]\nname = 'Candidate {candidate}'\n[candidates.marks]\n"
        );
        for (place, id) in JUDGED.iter().enumerate() {
            let mark = (candidate * 7 + reviewer * 3 + place * 5) % 11;
            let _ = writeln!(
                text,
                "{id} = {{ score = {mark}, reason = 'seen on visit {candidate}' }}"
            );
        }
    }
    text
}
