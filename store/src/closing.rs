//! Which absent postings count as closed. Pure: all of the rule is here.

/// Seconds that a shrunken board is held before a second complete visit confirms it.
pub(crate) const HOLD: i64 = 20 * 3_600;
/// Seconds over which three answers "no such board" make it gone.
pub(crate) const GONE: i64 = 7 * 86_400;
/// Seconds unread after which a board counts as gone.
pub(crate) const UNREAD: i64 = 30 * 86_400;
/// Seconds unread after which a board's roles are unconfirmed.
pub(crate) const UNCONFIRMED: i64 = 7 * 86_400;

/// What a complete visit does with the postings that are absent from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Absent {
    /// They are closed.
    Close,
    /// They are left as they are, and the board is held since that time.
    Hold(i64),
}

/// A complete visit closes what is absent, unless more than half of the open postings and more than ten are, or it lists none:
/// then a second complete visit, at least twenty hours later, confirms it, or the operator accepts it. New postings do not make up
/// for absent ones: a board that gives all of them other ids loses none of their ages at once.
pub(crate) fn absent(
    open_before: u64,
    absent: u64,
    listed: u64,
    held_since: Option<i64>,
    accepted: bool,
    now: i64,
) -> Absent {
    let shrunken = (absent * 2 > open_before && absent > 10) || (listed == 0 && open_before > 0);
    match held_since {
        _ if !shrunken || accepted => Absent::Close,
        Some(since) if now - since >= HOLD => Absent::Close,
        Some(since) => Absent::Hold(since),
        None => Absent::Hold(now),
    }
}

/// Whether a board that answers "no such board" for the `count`th time since `since` is gone.
pub(crate) fn is_gone(count: i64, since: i64, now: i64) -> bool {
    count >= 3 && now - since >= GONE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrunken_boards_are_held() {
        let check_new = |before, gone, new, held, accepted, expected| {
            let found = absent(before, gone, before - gone + new, held, accepted, 1_000_000);
            assert_eq!(found, expected, "{before} {gone} {new} {held:?}");
        };
        let check = |before, seen, held, accepted, expected| {
            check_new(before, before - seen, 0, held, accepted, expected);
        };
        check(100, 90, None, false, Absent::Close);
        check(100, 49, None, false, Absent::Hold(1_000_000));
        check(100, 50, None, false, Absent::Close);
        check(12, 2, None, false, Absent::Close);
        check(3, 0, None, false, Absent::Hold(1_000_000));
        check(0, 0, None, false, Absent::Close);
        check(100, 0, Some(999_000), false, Absent::Hold(999_000));
        check(100, 0, Some(1_000_000 - HOLD), false, Absent::Close);
        check(100, 0, None, true, Absent::Close);
        check_new(17, 12, 8, None, false, Absent::Hold(1_000_000));
        check_new(17, 8, 0, None, false, Absent::Close);
        check_new(20, 10, 10, None, false, Absent::Close);
    }

    #[test]
    fn a_board_is_gone_after_a_week_of_answers() {
        assert!(!is_gone(2, 0, GONE));
        assert!(!is_gone(3, 1, GONE));
        assert!(is_gone(3, 0, GONE));
    }
}
