//! Workbooks: their sheets, and the rows of one as those of any other table.
//!
//! What an archive holds is unpacked once before anything of it is parsed, and forgotten, so that what is parsed is known
//! to be bounded: in memory it takes 64 MiB and 50 times the size of the file at most.

mod archive;
mod fault;
mod limits;
mod ods;
mod place;
mod sheet;
mod sheet_rows;
mod xlsx;

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};

use memchr::memmem;

pub use fault::Fault;
pub use place::{cell_name, column_name, sheet_word};
pub use sheet::{Sheet, SheetCell, SheetName, SheetRow};
pub use sheet_rows::SheetRows;

use archive::Kind;
use limits::{Limits, Metered};
use xlsx::XlsxBook;

/// What a workbook is read from.
pub trait Input: Read + Seek + Send {}

impl<T: Read + Seek + Send> Input for T {}

/// An open workbook.
pub struct Workbook {
    sheets: Vec<SheetName>,
    book: Book,
}

enum Book {
    Xlsx(Box<XlsxBook<Metered<Box<dyn Input>>>>),
    Ods(Vec<Sheet>),
}

impl Workbook {
    /// Opens a workbook; `None` for another archive.
    pub fn open(mut input: Box<dyn Input>) -> Result<Option<Self>, Fault> {
        let size = input.seek(SeekFrom::End(0))?;
        input.rewind()?;
        let limits = Limits::of(size);
        let archive = archive::look_through(&mut input, limits)?;
        input.rewind()?;
        let (sheets, book) = match archive.kind {
            None => return Ok(None),
            Some(Kind::Xlsx) => {
                let input = Metered::new(input, size);
                let book = XlsxBook::open(input, archive.has_formulas, limits)?;
                (book.sheets(), Book::Xlsx(Box::new(book)))
            }
            Some(Kind::Ods) => {
                let (names, sheets) = ods::sheets(input, limits)?.into_iter().unzip();
                (names, Book::Ods(sheets))
            }
        };
        match sheets.is_empty() {
            true => Err(Fault::NoSheet),
            false => Ok(Some(Self { sheets, book })),
        }
    }

    /// Its sheets of cells, in order; one at least.
    pub fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// A sheet, by its place, once.
    pub fn sheet(&mut self, place: usize) -> Result<Sheet, Fault> {
        let name = self.sheets.get(place).ok_or(Fault::NoSheet)?;
        match &mut self.book {
            Book::Xlsx(book) => book.sheet(&name.name, usize::MAX),
            Book::Ods(sheets) => match sheets.get_mut(place) {
                Some(sheet) => Ok(sheet.take()),
                None => Err(Fault::NoSheet),
            },
        }
    }

    /// The first rows of a sheet that hold anything: more than so many, if there are.
    pub fn top(&mut self, place: usize, most: usize) -> Result<Cow<'_, Sheet>, Fault> {
        let name = self.sheets.get(place).ok_or(Fault::NoSheet)?;
        match &mut self.book {
            Book::Xlsx(book) => book.sheet(&name.name, most).map(Cow::Owned),
            Book::Ods(sheets) => sheets.get(place).map(Cow::Borrowed).ok_or(Fault::NoSheet),
        }
    }
}

/// What is wrong with a file that begins like a workbook of before 2007: that, or that it is encrypted, which is told by
/// the name of a part of it.
pub fn of_before_2007(mut file: impl Read) -> Fault {
    const MOST: u64 = 64 << 20;
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut bytes = Vec::new();
    match file.by_ref().take(MOST).read_to_end(&mut bytes) {
        Err(error) => Fault::Io(error),
        Ok(_) if memmem::find(&bytes, &name).is_some() => Fault::Encrypted,
        Ok(_) => Fault::Old,
    }
}
