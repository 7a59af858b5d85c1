//! The files that a command line names, each once: of a folder all TOML beneath it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::input;
use super::output::Output;
use crate::explain::count;

/// A file that is named, or what stands in its way.
pub struct Named {
    /// The file as messages name it; `-` is standard input.
    pub path: String,
    /// Its path within the folder that was named; `None` if the file itself was.
    pub within: Option<String>,
    /// Why there is nothing to read, of a folder.
    pub fault: Option<String>,
}

/// Whether a folder stands for the files in it.
pub fn is_folder(path: &str) -> bool {
    path != "-" && Path::new(path).is_dir()
}

/// The files that these arguments name, in their order and those of a folder by path. One that comes twice is
/// named once, and whoever gave it twice is told.
pub fn named(arguments: &[String], output: &mut Output) -> Vec<Named> {
    let mut known = BTreeMap::new();
    let mut all = Vec::new();
    for argument in arguments {
        let found = within(argument);
        let (new, twice): (Vec<Named>, Vec<Named>) = found
            .into_iter()
            .partition(|named| named.fault.is_some() || is_new(&named.path, &mut known));
        all.extend(new);
        let files = count(twice.len() as u64, "file");
        match twice.first() {
            None => {}
            Some(first) if first.within.is_none() => {
                let words = match known.get(&canonical(argument)) {
                    Some(first) if first != argument => format!("{argument} is {first}"),
                    _ => format!("{argument} is given twice"),
                };
                output.note("note", &format!("{words}, and read once"));
            }
            Some(_) => {
                let words = format!("{argument} holds {files} already named: read once");
                output.note("note", &words);
            }
        }
    }
    all
}

/// The files that an argument names.
pub fn within(argument: &str) -> Vec<Named> {
    match is_folder(argument) {
        true => folder(argument),
        false => vec![Named {
            path: argument.to_owned(),
            within: None,
            fault: None,
        }],
    }
}

/// Whether no other name stood for that file before. Standard input, which is none, has its own check.
fn is_new(path: &str, known: &mut BTreeMap<PathBuf, String>) -> bool {
    if path == "-" {
        return true;
    }
    match known.entry(canonical(path)) {
        Entry::Occupied(_) => false,
        Entry::Vacant(vacant) => {
            vacant.insert(path.to_owned());
            true
        }
    }
}

/// Whether two names are of one file.
pub fn are_one(a: &str, b: &str) -> bool {
    canonical(a) == canonical(b)
}

/// The one path of a file, however it is named.
pub fn canonical(path: &str) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path))
}

/// The TOML files beneath a folder by path; links are followed, names that begin with a dot are left out.
fn folder(folder: &str) -> Vec<Named> {
    let fault = |path: &str, fault: String| Named {
        path: path.to_owned(),
        within: None,
        fault: Some(fault),
    };
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let walk = walk.into_iter().filter_entry(is_shown);
    let found = walk.filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_file() && has_toml_ending(entry.path()) => {
            let within = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            Some(match (entry.path().to_str(), within.to_str()) {
                (Some(path), Some(within)) => Named {
                    // As everybody calls it who stands there.
                    path: if folder == "." { within } else { path }.to_owned(),
                    within: Some(within.replace(std::path::MAIN_SEPARATOR, "/")),
                    fault: None,
                },
                _ => {
                    let path = entry.path().to_string_lossy();
                    let why = format!("cannot read {path}: its name is not UTF-8");
                    fault(&path, why)
                }
            })
        }
        Ok(_) => None,
        Err(error) => {
            let path = error.path().unwrap_or(Path::new(folder));
            // A link back to a folder above leads to nothing new; a link to nowhere was perhaps no deal.
            let is_wanted =
                error.loop_ancestor().is_none() && (path.is_dir() || has_toml_ending(path));
            let path = path.to_string_lossy();
            let why = error
                .io_error()
                .map_or_else(String::new, |io| io.to_string());
            is_wanted.then(|| fault(&path, format!("cannot read {path}: {why}")))
        }
    });
    let mut found: Vec<Named> = found.collect();
    if found.is_empty() {
        let why = format!(
            "there is no *.toml in {folder}, nor in a folder of it (names that begin with a dot are left out)"
        );
        found.push(fault(folder, why));
    }
    found
}

fn is_shown(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn has_toml_ending(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// Takes out what folders hold beside deals, the gates of a house and maps; says so, unless it is used otherwise.
pub fn only_deals<'u>(
    mut files: Vec<Named>,
    used: impl IntoIterator<Item = &'u str>,
    output: &mut Output,
) -> Vec<Named> {
    let used: Vec<PathBuf> = used.into_iter().map(canonical).collect();
    files.retain(|named| {
        if named.within.is_none() || named.fault.is_some() {
            return true;
        }
        // What cannot be read is a fault of its own, which is found where it is read.
        let text = input::text(&named.path);
        let Some((what, option)) = text.and_then(|text| input::other_use(&text)) else {
            return true;
        };
        if !used.contains(&canonical(&named.path)) {
            let words = format!(
                "{} {what}, and is left out; {option} applies it",
                named.path
            );
            output.note("note", &words);
        }
        false
    });
    files
}
