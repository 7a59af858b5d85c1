//! Every example of the project runs without a warning, and its table is as expected.
//!
//! `UPDATE_EXPECTED=1 cargo test --test it examples` writes the tables anew; look at the difference
//! before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{ROOT, Run};

/// A file of `examples/`.
pub struct Example {
    /// `examples/NAME.toml`.
    pub path: String,
    pub text: String,
}

impl Example {
    /// `assess` with these arguments, on this example as a user in the project's directory types it.
    pub fn assess(&self, arguments: &[&str]) -> Run {
        Run::new(&[&["assess", &self.path], arguments].concat()).file(&self.path, &self.text)
    }
}

/// All of them, by name. The directory is listed, so that none is forgotten.
pub fn all() -> Vec<Example> {
    let names = names_in("examples", "toml");
    assert!(!names.is_empty(), "no example found");
    let read = |name: String| {
        let path = format!("examples/{name}.toml");
        let text = fs::read_to_string(Path::new(ROOT).join(&path)).unwrap();
        Example { path, text }
    };
    names.into_iter().map(read).collect()
}

/// The names, without the ending, of the files in a directory of the project.
fn names_in(directory: &str, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(Path::new(ROOT).join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == ending)
        })
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn expected(example: &Example) -> PathBuf {
    let name = Path::new(&example.path).file_stem().unwrap();
    Path::new(ROOT)
        .join("tests/expected")
        .join(name)
        .with_extension("txt")
}

#[test]
fn tables_are_as_expected() {
    for example in all() {
        let table = example.assess(&[]).succeed();
        let path = expected(&example);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &table).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            table == expected,
            "the table of {} differs from {}:\n{table}",
            example.path,
            path.display()
        );
    }
    let expected = names_in("tests/expected", "txt");
    assert_eq!(
        expected,
        names_in("examples", "toml"),
        "a table of an example that is gone"
    );
}
