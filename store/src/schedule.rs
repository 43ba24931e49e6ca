//! When a board is visited next. Pure: all of the rule is here.

/// Seconds from a visit that read the board to the next one.
pub(crate) const DAY: i64 = 24 * 3_600;
/// Seconds from a first failure to the next visit: many failures are over by then.
const FIRST: i64 = 3 * 3_600;
/// Seconds at most.
const WEEK: i64 = 7 * DAY;
/// Failures in a row from which a board counts as broken: only its time, or naming it, has it visited.
const BROKEN: i64 = 3;

/// Seconds until the next visit after so many failures in a row: 3 hours, then 6, 12 and so on up to a week, or as long as
/// the system asks for. "No such board" three times over a week closes a board: by these steps on its eighth day.
pub(crate) fn back_off(failures: i64, asked: Option<i64>) -> i64 {
    let doublings = failures.clamp(1, 20) - 1;
    (FIRST << doublings).min(WEEK).max(asked.unwrap_or(0).min(WEEK))
}

/// Whether so many failures in a row are more than bad luck.
pub(crate) fn is_broken(failures: i64) -> bool {
    failures >= BROKEN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failing_boards_are_visited_less_and_less() {
        const HOUR: i64 = 3_600;
        let check = |failures, asked, hours: i64| {
            assert_eq!(back_off(failures, asked), hours * HOUR, "{failures} {asked:?}");
        };
        for (failures, hours) in [(1, 3), (2, 6), (3, 12), (4, 24), (5, 48), (6, 96), (7, 168), (8, 168)] {
            check(failures, None, hours);
        }
        check(1_000_000, None, 168);
        check(1, Some(60), 3);
        check(1, Some(30 * HOUR), 30);
        check(1, Some(i64::MAX), 168);
        assert!(!is_broken(2) && is_broken(3));
    }
}
