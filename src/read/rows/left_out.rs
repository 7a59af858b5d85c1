//! Rows that are left out, as nothing stands in them.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// How many rows of nothing but empty cells were left out so far. The reader counts, and may be in another thread.
#[derive(Debug, Default)]
pub struct LeftOut {
    count: AtomicU64,
    first: AtomicU32,
}

impl LeftOut {
    /// One more, on that line.
    pub(super) fn add(&self, line: u32) {
        if self.count.fetch_add(1, Ordering::Relaxed) == 0 {
            self.first.store(line, Ordering::Relaxed);
        }
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// The line of the first.
    pub fn first(&self) -> u32 {
        self.first.load(Ordering::Relaxed)
    }
}
