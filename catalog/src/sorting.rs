//! Two sorts serve the whole crate: the standard library makes new code of its sort for each type and comparison, and that
//! code travels to the browser.

/// Sorts keys of 64 bits ascending.
#[inline(never)]
pub(crate) fn sort(keys: &mut [u64]) {
    keys.sort_unstable();
}

/// Sorts a few small numbers ascending, by insertion: lists of a role's skills or places.
pub(crate) fn sort_few(list: &mut [u32]) {
    for i in 1..list.len() {
        let mut j = i;
        while j > 0 && list[j - 1] > list[j] {
            list.swap(j - 1, j);
            j -= 1;
        }
    }
}

/// Bits of a digit: 4,096 counters stay in the first cache.
const DIGIT: u32 = 12;

/// Up to so many rows the counters of the digits cost more than an insertion sort.
const FEW: usize = 128;

/// Sorts rows by a key of at most `bits` bits, ascending; rows of one key keep their order. A radix sort from the lowest
/// digit on: linear in the rows, and no comparison. A few rows are sorted by insertion.
pub(crate) fn sort_rows(rows: &mut Vec<u32>, bits: u32, key: &dyn Fn(u32) -> u64) {
    if rows.len() <= FEW {
        for i in 1..rows.len() {
            let (row, mut j) = (rows[i], i);
            while j > 0 && key(rows[j - 1]) > key(row) {
                rows[j] = rows[j - 1];
                j -= 1;
            }
            rows[j] = row;
        }
        return;
    }
    let mut sorted = vec![0; rows.len()];
    for shift in (0..bits).step_by(DIGIT as usize) {
        let digit = |row: u32| (key(row) >> shift) as usize & ((1 << DIGIT) - 1);
        let mut next = vec![0u32; 1 << DIGIT];
        rows.iter().for_each(|&row| next[digit(row)] += 1);
        if next.iter().any(|&n| n as usize == rows.len()) {
            continue;
        }
        let mut before = 0;
        for n in &mut next {
            (*n, before) = (before, before + *n);
        }
        for &row in rows.iter() {
            let at = &mut next[digit(row)];
            sorted[*at as usize] = row;
            *at += 1;
        }
        std::mem::swap(rows, &mut sorted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_by_their_keys_and_keep_their_order() {
        for n in [0, 1, 100, 1_000] {
            let keys: Vec<u64> = (0..n).map(|i| ((i * 7_919 % 101) << 30) | (i * 31 % 7)).collect();
            let mut rows: Vec<u32> = (0..n as u32).collect();
            sort_rows(&mut rows, 48, &|row| keys[row as usize]);
            let mut expected: Vec<u32> = (0..n as u32).collect();
            expected.sort_by_key(|&row| keys[row as usize]);
            assert_eq!(rows, expected);
        }
    }

    #[test]
    fn few_are_sorted_too() {
        let mut list = [5, 1, 4, 1, 0];
        sort_few(&mut list);
        assert_eq!(list, [0, 1, 1, 4, 5]);
    }
}
