//! Looks through an archive before anything in it is parsed: what it is, and that it does not unpack to more than a
//! workbook of its size holds.

use std::io::{BufReader, Read, Seek};

use memchr::{memchr_iter, memmem};
use quick_xml::Reader as XmlReader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::fault::Fault;
use super::limits::{LONGEST_PIECE, Limits};

/// What an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A workbook as Excel writes it.
    Xlsx,
    /// A spreadsheet of OpenDocument.
    Ods,
}

/// What was seen of an archive.
#[derive(Clone, Copy, Debug)]
pub struct Archive {
    /// What it is; `None` if it is no workbook.
    pub kind: Option<Kind>,
    /// Whether a sheet of it may have formulas.
    pub has_formulas: bool,
}

const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Looks through an archive.
pub fn look_through<R: Read + Seek>(input: R, limits: Limits) -> Result<Archive, Fault> {
    let mut zip = ZipArchive::new(input).map_err(fault)?;
    let kind = kind(&mut zip)?;
    let mut archive = Archive {
        kind,
        has_formulas: false,
    };
    if kind.is_none() {
        return Ok(archive);
    }
    let mut left = limits.unpacked;
    for place in 0..zip.len() {
        let name = name_of(&mut zip, place)?;
        // Nothing else is read.
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let is_shared = name.ends_with("sharedstrings.xml");
        let most = if is_shared {
            limits.shared.min(left)
        } else {
            left
        };
        let part = zip.by_index(place).map_err(fault)?;
        let seen = Seen::of(part, most).map_err(|why| in_part(why, &name))?;
        if seen.longest > LONGEST_PIECE {
            return Err(Fault::TooLarge("a text in it goes on for megabytes"));
        }
        left -= seen.length;
        archive.has_formulas |= seen.has_formula && name.contains("sheet");
        if is_shared {
            let part = zip.by_index(place).map_err(fault)?;
            check_count(part, seen.length)?;
        }
    }
    Ok(archive)
}

/// Why an archive cannot be read.
pub fn fault(error: ZipError) -> Fault {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            Fault::broken(error)
        }
        ZipError::Io(_) | ZipError::InvalidArchive(_) => {
            Fault::broken("it is cut short, or no whole archive")
        }
        error => Fault::broken(error),
    }
}

fn in_part(fault: Fault, name: &str) -> Fault {
    match fault {
        Fault::Io(error) => Fault::broken(format!("{name}: {error}")),
        other => other,
    }
}

/// The name of a part, in lower case, as readers of workbooks look for it.
fn name_of<R: Read + Seek>(zip: &mut ZipArchive<R>, place: usize) -> Result<String, Fault> {
    let part = zip.by_index_raw(place).map_err(fault)?;
    let name = part.name().map_err(fault)?;
    Ok(name.replace('\\', "/").to_ascii_lowercase())
}

fn kind<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Option<Kind>, Fault> {
    if let Ok(part) = zip.by_name("mimetype") {
        let mut start = Vec::new();
        let read = part.take(ODS.len() as u64).read_to_end(&mut start);
        if read.is_ok() && start == ODS {
            return Ok(Some(Kind::Ods));
        }
    }
    let mut names = Vec::new();
    for place in 0..zip.len() {
        names.push(name_of(zip, place)?);
    }
    let has = |ending: &str| names.iter().any(|name| name.ends_with(ending));
    match () {
        () if has("workbook.bin") => Err(Fault::Binary),
        () if has("workbook.xml") && has("[content_types].xml") => Ok(Some(Kind::Xlsx)),
        () => Ok(None),
    }
}

/// What was seen of a part.
#[derive(Debug, Default)]
struct Seen {
    length: u64,
    /// The most that a reader takes in at once: from one `<` to the next, or all where a comment can hold any.
    longest: u64,
    /// Whether an element ends that is called `f`, as formulas are, or ends so.
    has_formula: bool,
    has_comment: bool,
    /// How much came behind the last `<`.
    behind: u64,
    last: u8,
}

impl Seen {
    /// Unpacks a part, and forgets it.
    fn of(mut part: impl Read, most: u64) -> Result<Self, Fault> {
        let mut seen = Self::default();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = part.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            seen.take(&buffer[..read]);
            if seen.length > most {
                return Err(Fault::TooLarge(
                    "it unpacks to more than fifty times its size",
                ));
            }
        }
        seen.finish();
        Ok(seen)
    }

    fn finish(&mut self) {
        self.longest = match self.has_comment {
            true => self.length,
            false => self.longest.max(self.behind),
        };
    }

    fn take(&mut self, bytes: &[u8]) {
        let mut from = 0;
        self.has_comment |= self.last == b'<' && bytes.starts_with(b"!");
        self.has_formula |= self.last == b'f' && bytes.starts_with(b">");
        self.has_formula = self.has_formula || memmem::find(bytes, b"f>").is_some();
        for at in memchr_iter(b'<', bytes) {
            self.longest = self.longest.max(self.behind + (at - from) as u64);
            (self.behind, from) = (0, at);
            self.has_comment |= bytes.get(at + 1) == Some(&b'!');
        }
        self.behind += (bytes.len() - from) as u64;
        self.length += bytes.len() as u64;
        self.last = bytes.last().copied().unwrap_or(self.last);
    }
}

/// That texts which cells share are no fewer than stated, since room is made for so many at once.
fn check_count<R: Read>(part: ZipFile<'_, R>, length: u64) -> Result<(), Fault> {
    let mut xml = XmlReader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Fault::broken)? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "sst" => {
                let count = start
                    .try_get_attribute("uniqueCount")
                    .map_err(Fault::broken)?;
                let count = count.and_then(|count| count.value.trim().parse::<u64>().ok());
                // Each takes some bytes.
                return match count.is_none_or(|count| count <= length) {
                    true => Ok(()),
                    false => Err(Fault::broken("it states more texts than it has room for")),
                };
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_part_holds_is_seen_however_it_comes() {
        for (text, longest, has_formula, has_comment) in [
            ("<c><v>1</v></c>", 4, false, false),
            ("<c><x:f>A1+A2</x:f></c>", 9, true, false),
            ("<a><!--<><>--></a>", 18, false, true),
            ("     <a>", 5, false, false),
            ("<a>     ", 8, false, false),
        ] {
            for most in 1..=text.len() {
                let mut seen = Seen::default();
                text.as_bytes()
                    .chunks(most)
                    .for_each(|bytes| seen.take(bytes));
                seen.finish();
                assert_eq!(seen.length, text.len() as u64);
                let found = (seen.longest, seen.has_formula, seen.has_comment);
                assert_eq!(
                    found,
                    (longest, has_formula, has_comment),
                    "{text} by {most}"
                );
            }
        }
    }
}
