//! Looks through an archive before anything in it is parsed: what it is, and that it does not unpack to more than a
//! workbook of its size holds.

use std::io::{BufReader, Read, Seek};
use std::ops::ControlFlow;

use memchr::{memchr_iter, memmem};
use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesStart, Event};
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

/// The parts that calamine reads by their names, in lower case.
const STRINGS: &str = "sharedstrings.xml";
const STYLES: &str = "styles.xml";

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
        let most = match () {
            () if name.ends_with(STRINGS) || name.ends_with(STYLES) => limits.shared,
            () if name.contains("sheet") || name == "content.xml" => left,
            () => limits.other,
        };
        let why = match most < left {
            true => "a part of it that holds no cells is too long",
            false => "it unpacks to more than fifty times its size",
        };
        let part = zip.by_index(place).map_err(fault)?;
        let seen = Seen::of(part, most.min(left), why).map_err(|why| in_part(why, &name))?;
        if seen.longest > LONGEST_PIECE {
            return Err(Fault::TooLarge("a text in it goes on for megabytes"));
        }
        left -= seen.length;
        archive.has_formulas |= seen.has_formula && name.contains("sheet");
        let part = zip.by_index(place).map_err(fault)?;
        match () {
            () if name.ends_with(STRINGS) => check_count(part, seen.length)?,
            () if name.ends_with(STYLES) => check_styles(part, limits.styles)?,
            () if name.ends_with(".rels") => check_targets(part)?,
            () => {}
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
    /// Unpacks a part, and forgets it; of one that is longer, says why that is too much.
    fn of(mut part: impl Read, most: u64, why: &'static str) -> Result<Self, Fault> {
        let mut seen = Self::default();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = part.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            seen.take(&buffer[..read]);
            if seen.length > most {
                return Err(Fault::TooLarge(why));
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

/// Hands out the elements of a part, until it is said that no more are wanted.
fn each_element<R: Read>(
    part: ZipFile<'_, R>,
    mut found: impl FnMut(&BytesStart<'_>) -> Result<ControlFlow<()>, Fault>,
) -> Result<(), Fault> {
    let mut xml = XmlReader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Fault::broken)? {
            Event::Start(start) | Event::Empty(start) if found(&start)?.is_break() => return Ok(()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    let found = start.try_get_attribute(name).map_err(Fault::broken)?;
    Ok(found.map(|found| found.value.trim().to_owned()))
}

/// That texts which cells share are no fewer than stated, since room is made for so many at once.
fn check_count<R: Read>(part: ZipFile<'_, R>, length: u64) -> Result<(), Fault> {
    each_element(part, |start| {
        if start.local_name().as_ref() != "sst" {
            return Ok(ControlFlow::Continue(()));
        }
        let count = attribute(start, "uniqueCount")?.and_then(|count| count.parse::<u64>().ok());
        // Each takes some bytes.
        match count.is_none_or(|count| count <= length) {
            true => Ok(ControlFlow::Break(())),
            false => Err(Fault::broken("it states more texts than it has room for")),
        }
    })
}

/// That styles do not fill the memory: each gets a copy of the format and the font that it names.
fn check_styles<R: Read>(part: ZipFile<'_, R>, most: u64) -> Result<(), Fault> {
    let (mut styles, mut taken, mut longest) = (0_u64, 0_u64, 0);
    each_element(part, |start| {
        match start.local_name().as_ref() {
            "xf" => styles += 1,
            "font" | "fill" | "border" => taken += 256,
            "numFmt" | "name" => longest = longest.max(start.attributes_raw().len() as u64),
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let taken = taken.saturating_add(styles.saturating_mul(512 + 2 * longest));
    match taken > most {
        true => Err(Fault::TooLarge("its cells have too many styles")),
        false => Ok(()),
    }
}

/// That what is read as sheets is called as the parts that were looked through, and the list of sheets as that is.
fn check_targets<R: Read>(part: ZipFile<'_, R>) -> Result<(), Fault> {
    each_element(part, |start| {
        let kind = attribute(start, "Type")?.unwrap_or_default();
        let target = attribute(start, "Target")?
            .unwrap_or_default()
            .to_ascii_lowercase();
        let is_right = match kind.rsplit('/').next() {
            Some("officeDocument") => target.ends_with("workbook.xml"),
            Some("worksheet") => target.ends_with(".xml"),
            _ => true,
        };
        match is_right {
            true => Ok(ControlFlow::Continue(())),
            false => Err(Fault::broken("it names a part as no workbook does")),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_part_holds_is_seen_however_it_comes() {
        for (text, longest, has_formula, has_comment) in [
            ("<c><v>1</v></c>", 4, false, false),
            ("<c><x:f>A1+A2</x:f></c>", 10, true, false),
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
