//! A peer of `partner-eval screen`: reads a table with the `csv` crate, ranks its rows by a weighted sum and by
//! TOPSIS with the published crate `mcdm`, and prints the names of the best 20 of each. `screen_peers.sh`
//! compiles it in a project of its own; `screen_pandas.py` does the same.

use std::error::Error;

use mcdm::{CriteriaTypes, Normalize, Rank, Weight};
use nalgebra::{DMatrix, DVector};

const TEXTS: [&str; 2] = ["name", "markets"];
const COSTS: [&str; 2] = ["our_dependence", "stand_alone_cost"];

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("which table?")?;
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let name = header
        .iter()
        .position(|key| key == "name")
        .ok_or("no name")?;
    let numbers: Vec<usize> = (0..header.len())
        .filter(|&at| !TEXTS.contains(&&header[at]))
        .collect();
    let kinds: Vec<i8> = numbers
        .iter()
        .map(|&at| if COSTS.contains(&&header[at]) { -1 } else { 1 })
        .collect();

    let (mut names, mut cells) = (Vec::new(), Vec::new());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        names.push(record[name].to_owned());
        for &at in &numbers {
            // Without a notion of "not known", a missing cell counts as nothing.
            cells.push(match &record[at] {
                "" => 0.0,
                cell => cell.parse()?,
            });
        }
    }
    let matrix = DMatrix::from_row_slice(names.len(), numbers.len(), &cells);
    drop(cells);

    let normalized = matrix.normalize_min_max(&CriteriaTypes::from_slice(&kinds)?)?;
    drop(matrix);
    let weights = normalized.weight_equal()?;
    print(
        "weighted sum",
        &names,
        &normalized.rank_weighted_sum(&weights)?,
    );
    // mcdm 0.4.0 divides the distance to the ideal, not that to its opposite, by the sum of both: the lowest
    // is the best.
    print("TOPSIS", &names, &-normalized.rank_topsis(&weights)?);
    Ok(())
}

fn print(method: &str, names: &[String], scores: &DVector<f64>) {
    let mut order: Vec<usize> = (0..names.len()).collect();
    let best_first = |a: &usize, b: &usize| scores[*b].total_cmp(&scores[*a]);
    if order.len() > 20 {
        order.select_nth_unstable_by(20, best_first);
        order.truncate(20);
    }
    order.sort_by(best_first);
    println!("{method}:");
    for at in order {
        println!("{}", names[at]);
    }
}
