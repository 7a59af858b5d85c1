//! No two files of `src` import each other, and each folder knows only the ones before it.

mod circle;
mod layers;
mod tokens;
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::harness::ROOT;
use tree::{Files, Imports};

/// The files of `src`.
fn sources() -> Files {
    let mut files = Files::new();
    let source = Path::new(ROOT).join("src");
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&source).unwrap().components();
                let name: Vec<_> = name
                    .map(|part| part.as_os_str().to_str().unwrap())
                    .collect();
                files.insert(name.join("/"), fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn no_two_files_import_each_other() {
    let report = circle::report(&tree::imports(&sources()));
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn folders_import_only_those_before_them() {
    let forbidden = layers::forbidden(&tree::imports(&sources()));
    assert!(forbidden.is_empty(), "\n{forbidden}");
}

/// A resolver that finds nothing would pass; half of the files at least are found to import another.
#[test]
fn the_imports_of_the_sources_are_found() {
    let files = sources();
    let imports = tree::imports(&files);
    let importing: BTreeSet<_> = imports.keys().map(|(from, _)| from).collect();
    assert!(importing.len() * 2 > files.len(), "{importing:#?}");
    assert!(imports.contains_key(&("main.rs".to_owned(), "commands/mod.rs".to_owned())));
}

fn imports_of(files: &[(&str, &str)]) -> Imports {
    let files = files
        .iter()
        .map(|&(name, text)| (name.to_owned(), text.to_owned()));
    tree::imports(&files.collect())
}

/// The imports of a made-up tree, as `from:line to`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let mut found = Vec::new();
    for ((from, to), places) in imports_of(files) {
        found.extend(places.iter().map(|(line, _)| format!("{from}:{line} {to}")));
    }
    found
}

/// The circles of a made-up tree.
fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let imports = imports_of(files);
    let circles = circle::circles(&imports);
    let names = |circle: BTreeSet<&str>| circle.into_iter().map(str::to_owned).collect::<Vec<_>>();
    circles.into_iter().map(names).collect()
}

#[test]
fn siblings_that_import_each_other() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\nmod c;"),
        ("a.rs", "use crate::b::B;\npub struct A;"),
        ("b.rs", "pub struct B;\nfn f(a: crate::a::A) {}"),
        ("c.rs", "use crate::{a::A, b::B};"),
    ];
    assert_eq!(
        found(&files),
        ["a.rs:1 b.rs", "b.rs:2 a.rs", "c.rs:1 a.rs", "c.rs:1 b.rs"]
    );
    assert_eq!(circles(&files), [["a.rs", "b.rs"]]);
    let report = circle::report(&imports_of(&files));
    assert_eq!(
        report,
        "2 files import each other:\n  shortest way round: a.rs -> b.rs -> a.rs\n  \
         src/a.rs:1: crate::b::B -> src/b.rs\n  src/b.rs:2: crate::a::A -> src/a.rs\n"
    );
}

#[test]
fn a_parent_and_its_child_that_import_each_other() {
    let parent = [
        "mod child;\npub use child::Child;",
        "mod child;\nfn f() { child::g() }",
    ];
    for parent in parent {
        let files = [
            ("lib.rs", "mod deal;"),
            ("deal/mod.rs", parent),
            ("deal/child.rs", "use super::Parent;"),
        ];
        assert_eq!(
            circles(&files),
            [["deal/child.rs", "deal/mod.rs"]],
            "{parent}"
        );
    }
    let files = [
        ("lib.rs", "mod deal;"),
        ("deal/mod.rs", "mod child;"),
        ("deal/child.rs", "use super::Parent;"),
    ];
    assert_eq!(
        circles(&files),
        [[""; 0]; 0],
        "to have a child is no import"
    );
}

#[test]
fn a_circle_through_a_name_that_is_only_passed_on() {
    let files = [
        ("lib.rs", "mod deal;"),
        (
            "deal/mod.rs",
            "mod a;\nmod b;\npub(super) use self::{a::A, b::B};",
        ),
        ("deal/a.rs", "pub struct A;"),
        ("deal/b.rs", "use super::A;"),
    ];
    assert_eq!(circles(&files), [["deal/b.rs", "deal/mod.rs"]]);
    let direct = "use super::a::A;";
    let files = [files[0], files[1], files[2], ("deal/b.rs", direct)];
    assert_eq!(circles(&files), [[""; 0]; 0]);
}

#[test]
fn a_circle_of_three_by_way_of_paths_in_expressions() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        (
            "a.rs",
            "fn f() -> u8 { crate::b::g(\"crate::x\") } // crate::c::h",
        ),
        (
            "b.rs",
            "fn g() -> u8 {\n    let x = vec![super::c::H { y: 1 }];\n}",
        ),
        (
            "c.rs",
            "fn h(x: impl Into<<crate::a::A as Iterator>::Item>) {}",
        ),
    ];
    assert_eq!(circles(&files), [["a.rs", "b.rs", "c.rs"]]);
}

#[test]
fn a_module_that_is_imported_is_followed() {
    let files = [
        ("lib.rs", "pub mod deal;\npub mod read;\nmod glob;"),
        (
            "deal.rs",
            "use crate::read as reader;\nfn f() { reader::toml::open() }",
        ),
        ("read/mod.rs", "pub mod toml;\npub fn read() {}"),
        ("read/toml.rs", ""),
        ("glob.rs", "use super::*;\nfn f() { read::toml::open() }"),
    ];
    assert_eq!(
        found(&files),
        [
            "deal.rs:1 read/mod.rs",
            "deal.rs:2 read/toml.rs",
            "glob.rs:1 lib.rs",
            "glob.rs:2 read/toml.rs",
        ]
    );
}

#[test]
fn groups_renames_and_inline_modules() {
    let files = [
        ("lib.rs", "mod a;\nmod b;"),
        (
            "a.rs",
            "use crate::{\n    b::{self, c::{D as E, *}},\n    b::X,\n};\n\
             mod inner {\n    use super::super::b::Y;\n    use super::Own;\n}",
        ),
        ("b/mod.rs", "pub mod c;\n"),
        ("b/c.rs", "pub(in crate::a) struct D;"),
    ];
    assert_eq!(
        found(&files),
        [
            "a.rs:2 b/c.rs",
            "a.rs:2 b/c.rs",
            "a.rs:2 b/mod.rs",
            "a.rs:3 b/mod.rs",
            "a.rs:6 b/mod.rs"
        ]
    );
}

#[test]
fn a_function_called_like_a_module_is_imported_with_it() {
    let files = [
        ("lib.rs", "mod score;\nmod render;"),
        ("score/mod.rs", "pub mod rank;\npub use rank::rank;"),
        ("score/rank.rs", "pub fn rank() {}"),
        (
            "render.rs",
            "use crate::score::rank;\n\nfn f() { crate::score::rank() }",
        ),
    ];
    assert_eq!(
        found(&files),
        [
            "render.rs:1 score/mod.rs",
            "render.rs:3 score/mod.rs",
            "render.rs:1 score/rank.rs",
            "score/mod.rs:2 score/rank.rs",
        ]
    );
}

#[test]
fn other_crates_tests_and_own_names_are_no_imports() {
    let files = [
        ("lib.rs", "mod a;\nmod csv;\n#[cfg(test)]\nmod testing;"),
        (
            "a.rs",
            "use std::fmt;\nuse ::csv::{Reader, x::*};\nuse serde_json;\nenum Kind { A }\n\
             impl Kind { fn f(self) -> fmt::Result { serde_json::x(Kind::A, Self::f, Vec::<u8>::new()) } }\n\
             #[cfg(test)]\nmod tests { use crate::csv::X; }",
        ),
        ("csv.rs", ""),
        ("testing.rs", "use crate::a::A;"),
    ];
    assert_eq!(found(&files), [""; 0]);
}

#[test]
fn the_binary_knows_the_library_by_its_name() {
    let files = [
        ("lib.rs", "pub mod commands;"),
        ("main.rs", "fn main() { partner_eval::commands::run() }"),
        ("commands.rs", ""),
    ];
    assert_eq!(found(&files), ["main.rs:1 commands.rs"]);
}

#[test]
fn a_forbidden_import_is_named() {
    let files = [
        ("lib.rs", "mod model;\nmod score;\nmod read;\nmod screen;"),
        ("model.rs", "use crate::score::S;"),
        ("score.rs", "use crate::model::M;\nuse crate::read::R;"),
        ("read/mod.rs", "mod rows;\nuse rows::Row;"),
        ("read/rows.rs", "use super::Cell;"),
        ("screen.rs", "use crate::{read::R, score::S};"),
    ];
    assert_eq!(
        layers::forbidden(&imports_of(&files)),
        "src/model.rs:1: crate::score::S -> src/score.rs: `model` may not import `score`\n\
         src/read/rows.rs:1: super::Cell -> src/read/mod.rs: `read/rows` may not import `read`\n\
         src/score.rs:2: crate::read::R -> src/read/mod.rs: `score` may not import `read`\n"
    );
}
