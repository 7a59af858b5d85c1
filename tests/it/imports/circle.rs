//! Circles of imports, and the words in which they are reported.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write;

use super::tree::Imports;

type Graph<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The files that import each other, directly or by way of others: each group by name.
pub fn circles(imports: &Imports) -> Vec<BTreeSet<&str>> {
    let graph = graph(imports);
    let reach: Graph = graph
        .keys()
        .map(|&file| (file, reach(&graph, file)))
        .collect();
    let mut circles: Vec<BTreeSet<&str>> = Vec::new();
    for (&file, reached) in &reach {
        if reached.contains(file) && !circles.iter().any(|circle| circle.contains(file)) {
            let both_ways = |other: &&str| reach.get(other).is_some_and(|back| back.contains(file));
            circles.push(reached.iter().copied().filter(both_ways).collect());
        }
    }
    circles
}

/// Each circle with a shortest way round and all its imports with their lines; nothing if there is none.
pub fn report(imports: &Imports) -> String {
    let mut text = String::new();
    for circle in circles(imports) {
        let _ = writeln!(text, "{} files import each other:", circle.len());
        let way = shortest_way(&graph(imports), &circle);
        let _ = writeln!(text, "  shortest way round: {}", way.join(" -> "));
        for ((from, to), places) in imports {
            if circle.contains(from.as_str()) && circle.contains(to.as_str()) {
                for (line, path) in places {
                    let _ = writeln!(text, "  src/{from}:{line}: {path} -> src/{to}");
                }
            }
        }
    }
    text
}

fn graph(imports: &Imports) -> Graph<'_> {
    let mut graph = Graph::new();
    for (from, to) in imports.keys() {
        graph.entry(from).or_default().insert(to);
    }
    graph
}

fn reach<'a>(graph: &Graph<'a>, file: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = vec![file];
    while let Some(next) = open.pop() {
        for &other in graph.get(next).into_iter().flatten() {
            if reached.insert(other) {
                open.push(other);
            }
        }
    }
    reached
}

/// From one of the files back to itself, by as few others as there are.
fn shortest_way<'a>(graph: &Graph<'a>, circle: &BTreeSet<&'a str>) -> Vec<&'a str> {
    let ways = circle.iter().filter_map(|&start| way_back(graph, start));
    ways.min_by_key(Vec::len).unwrap_or_default()
}

fn way_back<'a>(graph: &Graph<'a>, start: &'a str) -> Option<Vec<&'a str>> {
    let mut seen = BTreeSet::new();
    let mut open = VecDeque::from([vec![start]]);
    while let Some(way) = open.pop_front() {
        for &next in way.last().and_then(|last| graph.get(last))? {
            let mut longer = way.clone();
            longer.push(next);
            if next == start {
                return Some(longer);
            }
            if seen.insert(next) && graph.contains_key(next) {
                open.push_back(longer);
            }
        }
    }
    None
}
