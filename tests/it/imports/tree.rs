//! The modules of a crate, and which file imports which.
//!
//! A path counts as an import of the file in which its last module stands: `crate::deal::Candidate` is one of
//! `deal/mod.rs` if that file defines or re-exports the name, and `mod child;` by itself is none.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Kind, Token, tokens};

/// The name by which the binary knows the library.
const LIBRARY: &str = "partner_eval";

/// The files of `src` by their path in it, with their text.
pub type Files = BTreeMap<String, String>;
/// Who imports whom, with the lines and the paths as they stand there.
pub type Imports = BTreeMap<(String, String), BTreeSet<(usize, String)>>;

struct Module {
    file: String,
    /// Where the files of its children lie: empty, or with a slash at its end.
    folder: String,
    parent: Option<usize>,
    root: usize,
    children: BTreeMap<String, usize>,
    /// What is defined here and is no module.
    defined: BTreeSet<String>,
    /// The names that a `use` makes, and what they stand for.
    names: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
    mentions: Vec<Mention>,
}

struct Mention {
    line: usize,
    path: Vec<String>,
    /// Of a path in an expression or a type the last name is never a module.
    is_use: bool,
}

/// How far a path leads: to a module, or to a name that stands in it.
#[derive(Clone, Copy)]
struct Place {
    module: usize,
    is_name: bool,
}

#[derive(Default)]
struct Tree {
    modules: Vec<Module>,
    /// The root of the library, which the binary's paths may begin with.
    library: Option<usize>,
}

/// The imports between the files that `lib.rs` and `main.rs` lead to.
pub fn imports(files: &Files) -> Imports {
    let mut tree = Tree::default();
    for root in ["lib.rs", "main.rs"] {
        if let Some(text) = files.get(root) {
            let module = tree.add(root.to_owned(), String::new(), None);
            if root == "lib.rs" {
                tree.library = Some(module);
            }
            tree.scan(files, module, &mut Cursor::new(text));
        }
    }
    tree.imports()
}

/// A place in the tokens of a file.
struct Cursor {
    tokens: Vec<Token>,
    at: usize,
}

impl Cursor {
    fn new(text: &str) -> Self {
        let tokens = tokens(text);
        Self { tokens, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn is(&self, ahead: usize, mark: char) -> bool {
        self.peek(ahead).is_some_and(|token| token.is(mark))
    }

    fn is_path(&self, ahead: usize) -> bool {
        let is_colons = |token: &Token| token.kind == Kind::Colons;
        self.peek(ahead).is_some_and(is_colons) && self.word(ahead + 1).is_some()
    }

    fn word(&self, ahead: usize) -> Option<String> {
        self.peek(ahead).and_then(Token::word).map(str::to_owned)
    }

    /// The names of a path from here, and goes behind them.
    fn path(&mut self) -> Vec<String> {
        let mut path: Vec<String> = self.word(0).into_iter().collect();
        self.at += path.len();
        while self.is_path(0) {
            path.extend(self.word(1));
            self.at += 2;
        }
        path
    }

    fn skip_parentheses(&mut self) {
        let mut depth = 0;
        while let Some(token) = self.peek(0) {
            depth += i32::from(token.is('(')) - i32::from(token.is(')'));
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

impl Tree {
    fn add(&mut self, file: String, folder: String, parent: Option<usize>) -> usize {
        let module = self.modules.len();
        let root = parent.map_or(module, |parent| self.modules[parent].root);
        self.modules.push(Module {
            file,
            folder,
            parent,
            root,
            children: BTreeMap::new(),
            defined: BTreeSet::new(),
            names: BTreeMap::new(),
            globs: Vec::new(),
            mentions: Vec::new(),
        });
        module
    }

    /// Reads a module up to the brace that ends it, or to the end of its file.
    fn scan(&mut self, files: &Files, module: usize, cursor: &mut Cursor) {
        let mut depth = 0;
        while let Some(token) = cursor.peek(0) {
            let line = token.line;
            match &token.kind {
                Kind::Mark('{') => depth += 1,
                Kind::Mark('}') if depth == 0 => return,
                Kind::Mark('}') => depth -= 1,
                // What follows `>` or nothing: `Vec::<T>::new`, `::std::iter`.
                Kind::Colons => {
                    cursor.at += 1;
                    cursor.path();
                    continue;
                }
                Kind::Mark(_) => {}
                Kind::Word(word) => {
                    let word = word.clone();
                    self.word(files, module, cursor, depth, line, &word);
                    continue;
                }
            }
            cursor.at += 1;
        }
    }

    fn word(
        &mut self,
        files: &Files,
        module: usize,
        cursor: &mut Cursor,
        depth: usize,
        line: usize,
        word: &str,
    ) {
        let next = cursor.word(1);
        match (word, next) {
            ("pub", _) => {
                cursor.at += 1;
                if cursor.is(0, '(') {
                    cursor.skip_parentheses();
                }
            }
            ("use", _) if !cursor.is(1, '<') => {
                cursor.at += 1;
                self.uses(module, cursor, line, &[]);
            }
            ("mod", Some(name)) => {
                cursor.at += 2;
                self.child(files, module, cursor, &name);
            }
            (
                "fn" | "struct" | "enum" | "union" | "trait" | "type" | "const" | "static",
                Some(name),
            ) if depth == 0 => {
                self.modules[module].defined.insert(name);
                cursor.at += 1;
            }
            _ => {
                let path = cursor.path();
                if path.len() > 1 {
                    self.modules[module].mentions.push(Mention {
                        line,
                        path,
                        is_use: false,
                    });
                }
            }
        }
    }

    fn child(&mut self, files: &Files, module: usize, cursor: &mut Cursor, name: &str) {
        let here = &self.modules[module];
        let folder = format!("{}{name}/", here.folder);
        let parent = Some(module);
        let child = if cursor.is(0, '{') {
            cursor.at += 1;
            let child = self.add(here.file.clone(), folder, parent);
            self.scan(files, child, cursor);
            child
        } else {
            let beside = format!("{}{name}.rs", here.folder);
            let within = format!("{folder}mod.rs");
            let found = [beside, within]
                .into_iter()
                .find(|file| files.contains_key(file));
            let file = found.unwrap_or_else(|| panic!("{}: no file for `mod {name}`", here.file));
            let text = &files[&file];
            let child = self.add(file, folder, parent);
            self.scan(files, child, &mut Cursor::new(text));
            child
        };
        cursor.at += 1;
        self.modules[module].children.insert(name.to_owned(), child);
    }

    /// A tree of a `use`, up to the comma, brace or semicolon that ends it.
    fn uses(&mut self, module: usize, cursor: &mut Cursor, line: usize, before: &[String]) {
        let is_global = cursor
            .peek(0)
            .is_some_and(|token| token.kind == Kind::Colons)
            && before.is_empty();
        cursor.at += usize::from(is_global);
        let line = cursor.peek(0).map_or(line, |token| token.line);
        let mut path = before.to_vec();
        path.extend(cursor.path());
        let has_more = cursor
            .peek(0)
            .is_some_and(|token| token.kind == Kind::Colons);
        cursor.at += usize::from(has_more);
        if cursor.is(0, '{') {
            cursor.at += 1;
            while cursor.peek(0).is_some() && !cursor.is(0, '}') {
                if is_global {
                    // Another crate; the tree is read to get behind it.
                    let here = &mut self.modules[module];
                    let (names, mentions) = (here.names.clone(), here.mentions.len());
                    self.uses(module, cursor, line, &path);
                    let here = &mut self.modules[module];
                    here.names = names;
                    here.mentions.truncate(mentions);
                } else {
                    self.uses(module, cursor, line, &path);
                }
                cursor.at += usize::from(cursor.is(0, ','));
            }
            cursor.at += 1;
            return;
        }
        let here = &mut self.modules[module];
        if cursor.is(0, '*') {
            cursor.at += 1;
            if is_global {
                return;
            }
            here.globs.push(path.clone());
        } else {
            let mut name = path.last().cloned();
            if name.as_deref() == Some("self") && path.len() > 1 {
                path.pop();
                name = path.last().cloned();
            }
            if cursor.peek(0).is_some_and(|token| token.is_word("as")) {
                name = cursor.word(1);
                cursor.at += 2;
            }
            if is_global {
                return;
            }
            if let Some(name) = name {
                here.names.insert(name, path.clone());
            }
        }
        here.mentions.push(Mention {
            line,
            path,
            is_use: true,
        });
    }

    fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (at, module) in self.modules.iter().enumerate() {
            for mention in &module.mentions {
                for target in self.targets(at, mention) {
                    let target = &self.modules[target].file;
                    if *target != module.file {
                        let text = mention.path.join("::");
                        imports
                            .entry((module.file.clone(), target.clone()))
                            .or_default()
                            .insert((mention.line, text));
                    }
                }
            }
        }
        imports
    }

    /// The modules that a path names; none if it leads out of the crate or stays with a name of its own.
    fn targets(&self, from: usize, mention: &Mention) -> Vec<usize> {
        let Some((last, before)) = mention.path.split_last() else {
            return Vec::new();
        };
        if !mention.is_use {
            let place = self.follow(from, before, 0);
            return place.into_iter().map(|place| place.module).collect();
        }
        let Some(place) = self.follow(from, &mention.path, 0) else {
            return Vec::new();
        };
        let mut targets = vec![place.module];
        // A `use` takes all that is called so: `pub use rank::rank` stands for the function beside the module.
        if let (false, Some(outer)) = (place.is_name, self.follow(from, before, 0)) {
            let outer_module = &self.modules[outer.module];
            let is_namesake = outer_module.defined.contains(last)
                || (outer_module.names.contains_key(last)
                    && outer_module.children.contains_key(last));
            if is_namesake {
                targets.push(outer.module);
            }
        }
        targets
    }

    fn follow(&self, from: usize, path: &[String], steps: usize) -> Option<Place> {
        let (first, rest) = path.split_first()?;
        let start = self.first(from, first, steps)?;
        if start.is_name {
            return Some(start);
        }
        let mut module = start.module;
        for name in rest {
            let next = match name.as_str() {
                "super" => self.modules[module].parent,
                name => self.modules[module].children.get(name).copied(),
            };
            match next {
                Some(next) => module = next,
                None => {
                    return Some(Place {
                        module,
                        is_name: true,
                    });
                }
            }
        }
        Some(Place {
            module,
            is_name: false,
        })
    }

    /// What the first name of a path stands for.
    fn first(&self, from: usize, name: &str, steps: usize) -> Option<Place> {
        let here = &self.modules[from];
        let at = |module| Place {
            module,
            is_name: false,
        };
        match name {
            "crate" => return Some(at(here.root)),
            "self" => return Some(at(from)),
            "super" => return here.parent.map(at),
            _ => {}
        }
        if let Some(&child) = here.children.get(name) {
            return Some(at(child));
        }
        // `use csv;` names itself: another crate.
        if steps == 8 {
            return None;
        }
        if let Some(path) = here.names.get(name) {
            return self.follow(from, path, steps + 1);
        }
        if here.defined.contains(name) {
            return None;
        }
        if name == LIBRARY {
            return self.library.map(at);
        }
        let globs = here.globs.iter();
        let mut globs = globs.filter_map(|glob| self.follow(from, glob, steps + 1));
        globs.find_map(|glob| {
            let module = &self.modules[glob.module];
            let child = module.children.get(name).map(|&child| at(child));
            let named = || {
                module
                    .names
                    .get(name)
                    .and_then(|path| self.follow(glob.module, path, steps + 1))
            };
            child.or_else(named)
        })
    }
}
