//! What is wrong with the rows of a table that has any number of them.

use std::collections::{BTreeMap, HashSet};

use crate::model::Code;
use crate::read::table::RowProblem;

/// More problems of one kind in one column than these are counted, not listed: they are one mistake.
const MOST_ALIKE: u64 = 20;

/// Problems of one kind: their column and code.
type Kind = (Option<u32>, Code);

/// The first few problems of each kind, and how many more there are.
#[derive(Debug, Default)]
pub struct Problems {
    /// Those to list, in order; warnings each in other words.
    listed: Vec<RowProblem>,
    kinds: BTreeMap<Kind, Alike>,
    /// The warnings that are listed.
    said: HashSet<String>,
}

/// How many problems of a kind there are.
#[derive(Debug, Default)]
struct Alike {
    count: u64,
    /// The name of their column.
    name: Option<String>,
}

/// Problems of a kind that are not listed.
#[derive(Debug)]
pub struct More<'a> {
    /// How many; of warnings it is not counted, since many say the same.
    pub count: Option<u64>,
    /// What they are.
    pub code: Code,
    /// The number and the name of their column.
    pub column: Option<(u32, &'a str)>,
}

impl Problems {
    /// Adds a problem; whether the next one of its kind would only be counted.
    pub fn push(&mut self, problem: RowProblem) -> bool {
        let is_warning = problem.problem.is_warning();
        if is_warning && self.said.contains(&problem.problem.message) {
            return false;
        }
        let alike = self.kinds.entry(kind(&problem)).or_insert_with(|| Alike {
            count: 0,
            name: problem.name.clone(),
        });
        alike.count += 1;
        let is_full = alike.count >= MOST_ALIKE;
        if alike.count <= MOST_ALIKE {
            if is_warning {
                self.said.insert(problem.problem.message.clone());
            }
            self.listed.push(problem);
        }
        is_full && !is_warning
    }

    /// Adds those of later rows.
    pub fn append(&mut self, later: Problems) {
        for problem in later.listed {
            self.push(problem);
        }
        for (kind, alike) in later.kinds {
            if alike.count > MOST_ALIKE {
                self.kinds.entry(kind).or_default().count += alike.count - MOST_ALIKE;
            }
        }
    }

    /// Takes out what is to be listed now.
    pub fn take_listed(&mut self) -> Vec<RowProblem> {
        std::mem::take(&mut self.listed)
    }

    /// What is not listed, by column.
    pub fn more(&self) -> impl Iterator<Item = More<'_>> {
        let kinds = self.kinds.iter();
        kinds
            .filter(|(_, alike)| alike.count > MOST_ALIKE)
            .map(|((column, code), alike)| More {
                count: (!code.is_warning()).then_some(alike.count - MOST_ALIKE),
                code: *code,
                column: column.zip(alike.name.as_deref()),
            })
    }
}

fn kind(problem: &RowProblem) -> Kind {
    // A place in a line of JSON is not a column.
    let column = problem.column.filter(|_| problem.name.is_some());
    (column, problem.problem.code)
}
