//! Which deal of one side is which of the other, where the sides are folders or lists.

use std::collections::{BTreeMap, BTreeSet};

/// By what a deal of a side is found on the other.
#[derive(Clone, Debug)]
pub struct Label {
    /// Within its folder, or as a stored assessment calls its file; with `/` between names.
    pub path: String,
    /// The same from where the command was called.
    pub source: String,
    /// The name of the deal; `None` where it could not be read.
    pub name: Option<String>,
}

/// A deal of one side, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its place on the old side.
    pub old: Option<usize>,
    /// Its place on the new side.
    pub new: Option<usize>,
    /// Whether it was known by its name alone, since its file is another.
    pub renamed: bool,
}

/// A side that is compared.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// Its deals, each path once.
    pub all: &'a [Label],
    /// Whether it is a folder, so that paths begin there.
    pub is_folder: bool,
}

/// Finds each deal on the other side: by its path, then of those left over by its name, if no other of them has it.
/// A folder against files or stored assessments: by the paths from where the command was called, else by those that
/// end alike. The result has the order of the new side; what is gone comes last.
pub fn pairs(old: Labels<'_>, new: Labels<'_>) -> Vec<Pair> {
    let mut matches = Matches {
        old,
        new,
        of_old: BTreeMap::new(),
        of_new: BTreeMap::new(),
    };
    if old.is_folder == new.is_folder {
        matches.by(|label| Some(&label.path), false);
    } else {
        matches.by(|label| Some(&label.source), false);
        matches.by_ends();
    }
    matches.by(|label| label.name.as_ref(), true);
    let found = (0..new.all.len()).map(|at| match matches.of_new.get(&at) {
        Some(&(old, renamed)) => Pair {
            old: Some(old),
            new: Some(at),
            renamed,
        },
        None => Pair {
            old: None,
            new: Some(at),
            renamed: false,
        },
    });
    let gone = (0..old.all.len()).filter(|at| !matches.of_old.contains_key(at));
    let gone = gone.map(|at| Pair {
        old: Some(at),
        new: None,
        renamed: false,
    });
    found.chain(gone).collect()
}

struct Matches<'a> {
    old: Labels<'a>,
    new: Labels<'a>,
    of_old: BTreeMap<usize, usize>,
    /// The old place, and whether it was found by its name.
    of_new: BTreeMap<usize, (usize, bool)>,
}

impl<'a> Matches<'a> {
    fn add(&mut self, old: usize, new: usize, renamed: bool) {
        self.of_old.insert(old, new);
        self.of_new.insert(new, (old, renamed));
    }

    /// Puts those left over together that alone on their side have a key.
    fn by(&mut self, key: fn(&'a Label) -> Option<&'a String>, renamed: bool) {
        let old = sole(self.old.all, key, |at| !self.of_old.contains_key(&at));
        let new = sole(self.new.all, key, |at| !self.of_new.contains_key(&at));
        for (key, at) in new {
            if let Some(&was) = old.get(key) {
                self.add(was, at, renamed);
            }
        }
    }

    /// Puts each deal of the folder to the one left over whose path ends with its own; the longest first, since
    /// `a/x.toml` ends with `x.toml` too.
    fn by_ends(&mut self) {
        let is_old = self.old.is_folder;
        let (folder, others) = match is_old {
            true => (self.old.all, self.new.all),
            false => (self.new.all, self.old.all),
        };
        let mut ends: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (at, label) in others.iter().enumerate() {
            let cuts = label.path.match_indices('/').map(|(at, _)| at + 1);
            for start in std::iter::once(0).chain(cuts) {
                ends.entry(&label.path[start..]).or_default().insert(at);
            }
        }
        let mut longest_first: Vec<usize> = (0..folder.len()).collect();
        longest_first.sort_by_key(|&at| std::cmp::Reverse(folder[at].path.len()));
        for at in longest_first {
            let Some(found) = ends.get(folder[at].path.as_str()) else {
                continue;
            };
            let (is_matched, is_open): (bool, &dyn Fn(&&usize) -> bool) = match is_old {
                true => (self.of_old.contains_key(&at), &|at| {
                    !self.of_new.contains_key(*at)
                }),
                false => (self.of_new.contains_key(&at), &|at| {
                    !self.of_old.contains_key(*at)
                }),
            };
            let mut open = found.iter().filter(is_open);
            if let (false, Some(&other), None) = (is_matched, open.next(), open.next()) {
                match is_old {
                    true => self.add(at, other, false),
                    false => self.add(other, at, false),
                }
            }
        }
    }
}

/// The places of those left over that alone have their key.
fn sole<'a>(
    all: &'a [Label],
    key: fn(&'a Label) -> Option<&'a String>,
    is_left: impl Fn(usize) -> bool,
) -> BTreeMap<&'a str, usize> {
    let mut found: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (at, label) in all.iter().enumerate().filter(|(at, _)| is_left(*at)) {
        if let Some(key) = key(label) {
            let place = found.entry(key).and_modify(|place| *place = None);
            place.or_insert(Some(at));
        }
    }
    let found = found.into_iter();
    found.filter_map(|(key, at)| Some((key, at?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A side of `path name` each; what has no name could not be read.
    fn side(folder: Option<&str>, all: &[&str]) -> Vec<Label> {
        let label = |text: &&str| {
            let (path, name) = text.split_once(' ').unwrap_or((text, ""));
            Label {
                path: path.to_owned(),
                source: folder.map_or(path.to_owned(), |folder| format!("{folder}/{path}")),
                name: (!name.is_empty()).then(|| name.to_owned()),
            }
        };
        all.iter().map(label).collect()
    }

    /// The pairs as `old>new`, with `~` where only the name is the same.
    #[track_caller]
    fn found(old: (Option<&str>, &[&str]), new: (Option<&str>, &[&str])) -> String {
        let (was, is) = (side(old.0, old.1), side(new.0, new.1));
        let labels = |all, folder: Option<&str>| Labels {
            all,
            is_folder: folder.is_some(),
        };
        let found = pairs(labels(&was, old.0), labels(&is, new.0));
        let path =
            |all: &[Label], at: Option<usize>| at.map_or("-".to_owned(), |at| all[at].path.clone());
        let words = found.iter().map(|pair| {
            let sign = if pair.renamed { "~" } else { ">" };
            format!("{}{sign}{}", path(&was, pair.old), path(&is, pair.new))
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn folders_pair_by_path_and_then_by_name() {
        let old = ["a A", "b B", "c C", "d D"];
        let new = ["a X", "e B", "d", "f C", "g C"];
        assert_eq!(
            found((Some("old"), &old), (Some("new"), &new)),
            "a>a b~e d>d ->f ->g c>-"
        );
    }

    #[test]
    fn a_stored_list_pairs_with_a_folder() {
        let list = ["deals/a A", "deals/sub/a S", "deals/b B"];
        let folder = ["a A", "b B", "sub/a S"];
        let expected = "deals/a>a deals/b>b deals/sub/a>sub/a";
        assert_eq!(found((None, &list), (Some("deals"), &folder)), expected);
        assert_eq!(found((None, &list), (Some("/tmp/x"), &folder)), expected);
        assert_eq!(
            found((Some("/tmp/x"), &folder), (None, &list)),
            "a>deals/a sub/a>deals/sub/a b>deals/b"
        );
        // Two could be meant, and their names tell.
        let two = ["x/a A", "y/a S"];
        assert_eq!(found((None, &two), (Some("f"), &["a S"])), "y/a~a x/a>-");
    }
}
