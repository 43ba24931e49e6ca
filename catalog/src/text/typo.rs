//! How far two words are apart.

/// Letters compared; longer words are cut, which no misspelling survives anyway.
const LONGEST: usize = 32;

/// Whether `word` comes to `other` (with `prefix`: to any beginning of it) by at most `edits` insertions, deletions,
/// substitutions or swaps of neighbours, a wrong first letter counting as two. Optimal string alignment distance
/// (Damerau 1964, restricted form).
pub fn within(word: &str, other: &str, edits: u32, prefix: bool) -> bool {
    if !prefix && word.len().abs_diff(other.len()) > 4 * edits as usize {
        return false;
    }
    let mut buffers = (['\0'; LONGEST], ['\0'; LONGEST]);
    let (a, b) = (letters(word, &mut buffers.0), letters(other, &mut buffers.1));
    let wrong_start = a.first() != b.first();
    if wrong_start && edits < 2 {
        return false;
    }
    let mut rows = [[0u32; LONGEST + 1]; 3];
    rows[0] = std::array::from_fn(|j| j as u32);
    for i in 1..=a.len() {
        let (now, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i as u32;
        let mut least = rows[now][0];
        for j in 1..=b.len() {
            let substitution = rows[last][j - 1] + u32::from(a[i - 1] != b[j - 1]);
            let mut cost = substitution.min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cost;
            least = least.min(cost);
        }
        if least > edits {
            return false;
        }
    }
    let last = &rows[a.len() % 3];
    let cost =
        if prefix { last[..=b.len()].iter().copied().min().unwrap_or(u32::MAX) } else { last[b.len()] };
    cost + u32::from(wrong_start) <= edits
}

fn letters<'a>(word: &str, buffer: &'a mut [char; LONGEST]) -> &'a [char] {
    let mut n = 0;
    for c in word.chars().take(LONGEST) {
        buffer[n] = c;
        n += 1;
    }
    &buffer[..n]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_slips_are_forgiven() {
        let check = |word: &str, other: &str, edits, prefix, expected: bool| {
            assert_eq!(within(word, other, edits, prefix), expected, "{word} {other}");
        };
        check("kubernets", "kubernetes", 2, false, true);
        check("kuberentes", "kubernetes", 2, false, true);
        check("pyhton", "python", 1, false, true);
        check("ptyhno", "python", 1, false, false);
        check("bython", "python", 1, false, false);
        check("qubernetes", "kubernetes", 2, false, true);
        check("kubrnet", "kubernetes", 1, true, true);
        check("", "x", 1, false, false);
    }
}
