//! The criteria of a deal: when each is asked, when the header makes it meaningless, when it is answered.

pub(crate) mod answers;
pub(crate) mod asks;
pub(crate) mod plan;
