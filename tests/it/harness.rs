//! What the tests share: where the project is, directories of their own, runs of the program whose whole
//! output is compared, and deals read by the library.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use partner_eval::deal::Deal;
use partner_eval::read::{Reading, Source, read};
use tempfile::TempDir;

/// The directory of the project.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_partner-eval");

/// The program, to be run in a directory, without the user's colours and the user's language.
pub fn program(directory: impl AsRef<Path>) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(directory).env_clear();
    command
}

/// The files `*.toml` of a directory of the project, by name; none may be missing altogether.
pub fn toml_files(directory: &str) -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(Path::new(ROOT).join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no deal in {directory}");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// What the library reads in the text of a deal.
pub fn reading(deal: &str) -> Reading {
    read(&Source::new("deal.toml", deal))
}

/// A deal as the library reads it; it must be valid.
#[track_caller]
pub fn deal(text: &str) -> Deal {
    let reading = reading(text);
    match reading.deal {
        Some(deal) => deal,
        None => panic!("{:#?}\n{text}", reading.problems),
    }
}

/// A deal, unless the text has an error.
pub fn try_deal(text: &str) -> Option<Deal> {
    reading(text).deal
}

/// A directory that no other test sees, removed at the end.
pub struct Directory(TempDir);

impl Directory {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A directory with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let directory = Self::new();
        for (name, text) in files {
            directory.write(name, text);
        }
        directory
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Runs the program here, with this on its standard input.
    pub fn run(&self, arguments: &[&str], stdin: &str) -> Output {
        let mut command = program(self.path());
        output_of(command.args(arguments), stdin.as_bytes().to_owned())
    }
}

/// One run of the program: what it is given, and what it is expected to write and return. Nothing is
/// expected on either stream, and success, unless said otherwise.
#[must_use = "nothing runs before `check`, `succeed` or `spawn`"]
pub struct Run {
    directory: Directory,
    arguments: Vec<String>,
    environment: Vec<(&'static str, &'static str)>,
    stdin: Vec<u8>,
    stdout: String,
    stderr: String,
    status: i32,
}

impl Run {
    pub fn new(arguments: &[&str]) -> Self {
        Self {
            directory: Directory::new(),
            arguments: arguments
                .iter()
                .map(|&argument| argument.to_owned())
                .collect(),
            environment: Vec::new(),
            stdin: Vec::new(),
            stdout: String::new(),
            stderr: String::new(),
            status: 0,
        }
    }

    /// `assess` with these arguments, on a file `deal.toml` of this text.
    pub fn assess(arguments: &[&str], deal: &str) -> Self {
        Self::new(&[&["assess", "deal.toml"], arguments].concat()).file("deal.toml", deal)
    }

    /// Puts a file into the directory in which the program runs.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.directory.write(name, content);
        self
    }

    pub fn stdin(mut self, content: impl AsRef<[u8]>) -> Self {
        self.stdin = content.as_ref().to_owned();
        self
    }

    pub fn environment(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }

    /// Expects exactly this on standard output. The line break with which a raw string begins does
    /// not count.
    pub fn stdout(mut self, expected: &str) -> Self {
        self.stdout = first_line_on_its_own(expected);
        self
    }

    /// Expects exactly this on standard error, in the same form.
    pub fn stderr(mut self, expected: &str) -> Self {
        self.stderr = first_line_on_its_own(expected);
        self
    }

    pub fn status(mut self, expected: i32) -> Self {
        self.status = expected;
        self
    }

    /// Runs the program and compares all of both streams and the exit status.
    #[track_caller]
    pub fn check(self) {
        let expected = (self.status, self.stderr.clone(), self.stdout.clone());
        let output = self.output();
        let found = (
            output.status.code(),
            text(&output.stderr),
            text(&output.stdout),
        );
        assert!(
            found == (Some(expected.0), &expected.1, &expected.2),
            "--- expected status {}, standard error:\n{}\n--- standard output:\n{}\n\
             --- found status {:?}, standard error:\n{}\n--- standard output:\n{}\n--- end",
            expected.0,
            expected.1,
            expected.2,
            found.0,
            found.1,
            found.2,
        );
    }

    /// Runs the program, which must succeed without a word on standard error, for a closer look at
    /// its standard output.
    #[track_caller]
    pub fn succeed(self) -> String {
        let output = self.output();
        assert_eq!(text(&output.stderr), "");
        assert_eq!(output.status.code(), Some(0));
        text(&output.stdout).to_owned()
    }

    /// Runs the program.
    pub fn output(self) -> Output {
        output_of(&mut self.command(), self.stdin)
    }

    /// Starts the program with all three streams piped; its standard input is left to the caller.
    pub fn spawn(&self) -> Child {
        piped(&mut self.command())
    }

    fn command(&self) -> Command {
        let mut command = program(self.directory.path());
        command
            .args(&self.arguments)
            .envs(self.environment.iter().copied());
        command
    }
}

fn piped(command: &mut Command) -> Child {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn output_of(command: &mut Command, stdin: Vec<u8>) -> Output {
    let mut child = piped(command);
    let mut pipe = child.stdin.take().unwrap();
    let writer = thread::spawn(move || {
        // A program that fails before it reads closes the pipe.
        let _ = pipe.write_all(&stdin);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// The text of a stream, which must be UTF-8.
pub fn text(stream: &[u8]) -> &str {
    std::str::from_utf8(stream).unwrap()
}

fn first_line_on_its_own(raw: &str) -> String {
    raw.strip_prefix('\n').unwrap_or(raw).to_owned()
}

/// Expects that a file `deal.toml` of this text is rejected with exactly these problems, each of which
/// the program ends with an empty line.
#[track_caller]
pub fn rejects(deal: &str, problems: &str) {
    Run::assess(&[], deal)
        .stderr(&format!("{problems}\n"))
        .status(2)
        .check();
}
