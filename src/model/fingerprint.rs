//! By what a file is known again: the SHA-256 of its bytes.

use std::io::{self, BufRead};

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The fingerprint of what can be read, however long, without keeping it.
pub fn fingerprint_of(from: impl io::Read) -> io::Result<String> {
    let mut from = io::BufReader::with_capacity(1 << 16, from);
    let mut hash = Sha256::new();
    loop {
        let bytes = from.fill_buf()?;
        if bytes.is_empty() {
            return Ok(hexadecimal(&hash.finalize()));
        }
        hash.update(bytes);
        let count = bytes.len();
        from.consume(count);
    }
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
