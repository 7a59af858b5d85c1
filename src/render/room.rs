//! What fits into a comment on GitHub, and how many of what is left out.

/// The bytes of a comment. GitHub takes 65,536 characters, which are never more than bytes; a few are left for what
/// [`super::harmless`] adds.
pub const COMMENT: usize = 65_000;

/// As many texts as fit, in their order, and how many do not.
pub fn fitting(texts: &[String], room: usize) -> (String, usize) {
    let mut taken = String::new();
    for (place, text) in texts.iter().enumerate() {
        if taken.len() + text.len() > room {
            return (taken, texts.len() - place);
        }
        taken.push_str(text);
    }
    (taken, 0)
}

/// The room of each of several parts that need so much: what small ones leave goes to the large.
pub fn shares(needs: &[usize], room: usize) -> Vec<usize> {
    let mut smallest_first: Vec<usize> = (0..needs.len()).collect();
    smallest_first.sort_by_key(|&part| needs[part]);
    let mut shares = vec![0; needs.len()];
    let (mut left, mut parts) = (room, needs.len());
    for part in smallest_first {
        shares[part] = needs[part].min(left / parts);
        left -= shares[part];
        parts -= 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_parts_share_what_small_ones_leave() {
        assert_eq!(shares(&[10, 20, 30], 100), [10, 20, 30]);
        assert_eq!(shares(&[500, 10, 90], 100), [45, 10, 45]);
        assert_eq!(shares(&[90, 90], 0), [0, 0]);
        assert_eq!(shares(&[], 10), [0; 0]);
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let texts = ["ab", "cd", "e"].map(str::to_owned);
        assert_eq!(fitting(&texts, 5), ("abcde".to_owned(), 0));
        assert_eq!(fitting(&texts, 3), ("ab".to_owned(), 2));
    }
}
