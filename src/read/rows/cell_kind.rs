//! What a cell was before it became text.

/// What a cell was before it became text. Behind each cell of a sheet stands a byte for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Nobody says: a text that may be a number, or true or false.
    Untold,
    /// A text, whatever it looks like.
    Text,
    /// A number; its text has a point before the fraction.
    Number,
    /// A number that is shown times 100, with a sign for per cent.
    PerCent,
    /// The word for an error, such as `#REF!`.
    Error,
    /// Nothing, as its value was not available.
    NotAvailable,
}

impl CellKind {
    const ALL: [Self; 6] = [
        Self::Untold,
        Self::Text,
        Self::Number,
        Self::PerCent,
        Self::Error,
        Self::NotAvailable,
    ];

    /// The byte that stands for it; ASCII, as it stands among text.
    pub(super) const fn byte(self) -> u8 {
        self as u8
    }

    /// The kind for which a byte stands.
    pub(super) fn of_byte(byte: u8) -> Self {
        let kind = Self::ALL.get(usize::from(byte));
        kind.copied().unwrap_or(Self::Untold)
    }
}

#[cfg(test)]
mod tests {
    use super::CellKind;

    #[test]
    fn a_byte_tells_the_kind() {
        for kind in CellKind::ALL {
            assert_eq!(CellKind::of_byte(kind.byte()), kind);
        }
        assert_eq!(CellKind::of_byte(b','), CellKind::Untold);
    }
}
