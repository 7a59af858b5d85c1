//! `--write FORMAT=PATH`: reports into files, whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{BufWriter, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::{Builder, NamedTempFile, SpooledTempFile, spooled_tempfile_in};

/// Where reports go, checked.
pub struct Targets<'p>(Vec<Target<'p>>);

struct Target<'p> {
    /// As the user names it.
    name: &'p Path,
    identity: Identity,
    way: Way,
}

/// How a report gets to its target.
enum Way {
    /// Into a new file that takes this name, and the mode of the file that has it now.
    Replace(PathBuf, Option<Metadata>),
    /// Straight into what is no regular file.
    Into(PathBuf),
    /// To a standard stream, which has a place of its own in the file behind it.
    Stdout,
    Stderr,
}

/// By what two names of one file are known to be of one file.
#[derive(PartialEq, Eq)]
enum Identity {
    #[cfg(unix)]
    Inode(u64, u64),
    /// Of a file that is not there yet, and where there are no inodes: its path without links.
    Path(PathBuf),
}

impl<'p> Targets<'p> {
    /// Checks the paths of the reports against each other and against the files that are read, where `-` is
    /// standard input: what is replaced must be nothing else's.
    pub fn check(paths: &[&'p Path], inputs: &[&str]) -> anyhow::Result<Self> {
        let targets: Vec<Target<'p>> = paths
            .iter()
            .map(|path| {
                Target::of(path).with_context(|| format!("cannot write {}", path.display()))
            })
            .collect::<anyhow::Result<_>>()?;
        for (at, target) in targets.iter().enumerate() {
            let name = target.name.display();
            if let Some(other) = targets[..at].iter().find(|other| other.is(target)) {
                if other.name == target.name {
                    bail!("two reports would go to {name}: give each a file of its own");
                }
                bail!(
                    "{} and {name} are one file, and two reports would go there: give each a file of its own",
                    other.name.display()
                );
            }
            for &input in inputs {
                if input == name.to_string() {
                    bail!("{name} is an input: give the report a file of its own");
                }
                if target.is_input(input) {
                    let input = if input == "-" {
                        "standard input"
                    } else {
                        input
                    };
                    bail!(
                        "{name} is one file with the input {input}: give the report a file of its own"
                    );
                }
            }
            if matches!(target.way, Way::Replace(..)) {
                for (stream, metadata) in standard_outputs() {
                    if regular(metadata).as_ref() == Some(&target.identity) {
                        bail!("{name} is where {stream} goes: give the report a file of its own");
                    }
                }
            }
        }
        Ok(Self(targets))
    }

    /// Writes each target its report, in this order, which `write` is asked for by its place. Files are replaced at
    /// the very end, when all new ones are complete.
    pub fn write(
        &self,
        write: impl Fn(usize, &mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let mut spooled = Vec::new();
        for (place, target) in self.0.iter().enumerate() {
            let spool = target
                .take_report(|out| write(place, out))
                .with_context(|| format!("cannot write {}", target.name.display()))?;
            spooled.extend(spool.map(|spool| (target, spool)));
        }
        without_signals(|| {
            let mut complete = Vec::new();
            for (target, (spool, path, old)) in &mut spooled {
                let file = new_file(spool, path, *old)
                    .with_context(|| format!("cannot write {}", target.name.display()))?;
                complete.push((target, (file, path)));
            }
            for (target, (file, path)) in complete {
                file.persist(path)
                    .map_err(|failed| failed.error)
                    .with_context(|| format!("cannot write {}", target.name.display()))?;
            }
            Ok(())
        })
    }
}

impl<'p> Target<'p> {
    fn of(name: &'p Path) -> std::io::Result<Self> {
        let (path, stream) = followed(name)?;
        let found = match fs::metadata(name) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if found.as_ref().is_some_and(Metadata::is_dir) {
            return Err(ErrorKind::IsADirectory.into());
        }
        let identity = match &found {
            Some(metadata) => identity(metadata, &path),
            None => Identity::Path(path.clone()),
        };
        let way = match (stream, found) {
            (Some(1), _) => Way::Stdout,
            (Some(2), _) => Way::Stderr,
            (Some(_), None) => return Err(ErrorKind::NotFound.into()),
            (Some(_), _) => Way::Into(name.to_owned()),
            (None, Some(metadata)) if !metadata.is_file() => Way::Into(name.to_owned()),
            (None, Some(metadata)) => {
                // A file that may not be written is not replaced either.
                OpenOptions::new().write(true).open(&path)?;
                Way::Replace(path, Some(metadata))
            }
            (None, None) => Way::Replace(path, None),
        };
        Ok(Self {
            name,
            identity,
            way,
        })
    }

    fn is(&self, other: &Self) -> bool {
        self.identity == other.identity
    }

    fn is_input(&self, input: &str) -> bool {
        if input == "-" {
            // A terminal is read and written.
            let is_replaced = matches!(self.way, Way::Replace(..));
            return is_replaced && regular(standard_input()).as_ref() == Some(&self.identity);
        }
        let path = Path::new(input);
        let known = fs::metadata(path).and_then(|metadata| {
            let path = path.canonicalize()?;
            Ok(identity(&metadata, &path))
        });
        // An input that cannot be read is reported when it is.
        known.is_ok_and(|known| known == self.identity)
    }

    /// Writes a report straight into what is no regular file. One that goes into a file waits in memory if it is short,
    /// else in a file that has no name, which no signal leaves behind.
    fn take_report(
        &self,
        write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<Option<Spooled<'_>>> {
        const SHORT: usize = 1 << 22;
        match &self.way {
            Way::Replace(path, old) => {
                let mut spool = spooled_tempfile_in(SHORT, folder(path));
                write(&mut spool)?;
                spool.rewind()?;
                return Ok(Some((spool, path, old.as_ref())));
            }
            Way::Stdout => straight(std::io::stdout().lock(), write)?,
            Way::Stderr => straight(std::io::stderr().lock(), write)?,
            // What a shell opened as /dev/fd/3 may be a file that has something already.
            Way::Into(path) => straight(OpenOptions::new().append(true).open(path)?, write)?,
        }
        Ok(None)
    }
}

/// A report that waits for its file, the path of the file, and what stands there now.
type Spooled<'t> = (SpooledTempFile, &'t Path, Option<&'t Metadata>);

/// Writes a report into a stream. As on standard output, a reader that went away is no error.
fn straight(
    out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut out = BufWriter::new(out);
    let written = write(&mut out).and_then(|()| Ok(out.flush()?));
    match written {
        Err(error) if is_broken_pipe(&error) => {
            // What is left for the reader would be written once more.
            let _ = out.into_parts();
            Ok(())
        }
        other => other,
    }
}

/// Whether the reader of a stream went away.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

/// A complete file beside the one at this path, which it is to replace.
fn new_file(
    report: &mut SpooledTempFile,
    path: &Path,
    old: Option<&Metadata>,
) -> std::io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".partner-eval-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // Without the name, which differs each time.
    let mut file = builder
        .tempfile_in(folder(path))
        .map_err(|error| std::io::Error::from(error.kind()))?;
    if let Some(old) = old {
        keep_owner(file.as_file(), old);
        file.as_file().set_permissions(old.permissions())?;
    }
    std::io::copy(report, &mut file)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// How many links lead on from one another at most, as on Linux.
const LINKS: usize = 40;

/// The path without links, of a file that need not be there; and which stream of this process it is, as
/// /dev/stdout is the first.
fn followed(path: &Path) -> std::io::Result<(PathBuf, Option<u32>)> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let name = path.file_name().ok_or(ErrorKind::IsADirectory)?;
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.canonicalize()?,
            _ => Path::new(".").canonicalize()?,
        };
        if let Some(stream) = stream(&folder, name) {
            return Ok((path, Some(stream)));
        }
        let here = folder.join(name);
        match fs::read_link(&here) {
            Ok(target) => path = folder.join(target),
            // No link, or nothing.
            Err(_) if path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
                return Err(ErrorKind::NotADirectory.into());
            }
            Err(_) => return Ok((here, None)),
        }
    }
    Err(std::io::Error::other("too many links"))
}

/// The number of an open stream of this process, by its name in /dev/fd.
fn stream(folder: &Path, name: &std::ffi::OsStr) -> Option<u32> {
    let streams = ["/dev/fd", "/proc/self/fd", "/proc/thread-self/fd"];
    let is_folder = |name| fs::canonicalize(name).is_ok_and(|path| path == folder);
    if !streams.into_iter().any(is_folder) {
        return None;
    }
    name.to_str()?.parse().ok()
}

#[cfg(unix)]
fn identity(metadata: &Metadata, _: &Path) -> Identity {
    use std::os::unix::fs::MetadataExt;

    Identity::Inode(metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn identity(_: &Metadata, path: &Path) -> Identity {
    Identity::Path(path.to_owned())
}

/// Gives a new file to the owner of the old one, which root alone can.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};

    let is_same = |new: Metadata| (new.uid(), new.gid()) == (old.uid(), old.gid());
    if !file.metadata().is_ok_and(is_same) {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Which file a stream is, if it is a regular one.
fn regular(metadata: Option<Metadata>) -> Option<Identity> {
    let metadata = metadata.filter(Metadata::is_file)?;
    Some(identity(&metadata, Path::new("")))
}

#[cfg(unix)]
fn metadata(stream: impl std::os::fd::AsFd) -> Option<Metadata> {
    let copy = stream.as_fd().try_clone_to_owned().ok()?;
    File::from(copy).metadata().ok()
}

#[cfg(unix)]
fn standard_input() -> Option<Metadata> {
    metadata(std::io::stdin())
}

#[cfg(unix)]
fn standard_outputs() -> [(&'static str, Option<Metadata>); 2] {
    [
        ("standard output", metadata(std::io::stdout())),
        ("standard error", metadata(std::io::stderr())),
    ]
}

#[cfg(not(unix))]
fn standard_input() -> Option<Metadata> {
    None
}

#[cfg(not(unix))]
fn standard_outputs() -> [(&'static str, Option<Metadata>); 0] {
    []
}

/// Does something that leaves a file behind if it is stopped half way: signals that end the program arrive
/// when it is done. Nothing here waits for anybody, so that is soon. No other thread runs that could take
/// them.
#[cfg(unix)]
fn without_signals<T>(work: impl FnOnce() -> T) -> T {
    use nix::sys::signal::{SigSet, SigmaskHow, Signal};

    let ends = [
        Signal::SIGHUP,
        Signal::SIGINT,
        Signal::SIGQUIT,
        Signal::SIGTERM,
    ];
    let ends: SigSet = ends.into_iter().collect();
    let before = ends.thread_swap_mask(SigmaskHow::SIG_BLOCK);
    let result = work();
    if let Ok(before) = before {
        // It was the mask until now.
        let _ = before.thread_set_mask();
    }
    result
}

#[cfg(not(unix))]
fn without_signals<T>(work: impl FnOnce() -> T) -> T {
    work()
}
