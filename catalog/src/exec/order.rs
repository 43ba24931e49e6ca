//! Which of the matching rows are shown, in the query's order.

use super::base::Word;
use crate::answer::Row;
use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::query::Sort;
use crate::sorting::sort;

/// A part of the result list.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub skip: u32,
    pub take: u32,
}

/// Appends that page of the `total` matching rows.
#[allow(clippy::too_many_arguments)] // one call, all of it borrowed from one session
pub(super) fn page(
    catalog: &Catalog,
    sort: Sort,
    words: &[Word],
    matches: &Bitmap,
    total: u32,
    page: Page,
    list: &mut [u32],
    out: &mut Vec<Row>,
) {
    if page.take == 0 {
        return;
    }
    match sort {
        Sort::Salary => by_pay(catalog, matches, total, page, list, out),
        Sort::Relevance if !words.is_empty() => by_words(words, matches, page, list, out),
        _ => newest(matches, page, out),
    }
}

fn newest(matches: &Bitmap, page: Page, out: &mut Vec<Row>) {
    let mut rows = Vec::with_capacity(page.take as usize);
    matches.page(page.skip, page.take, &mut rows);
    out.extend(rows.into_iter().map(Row));
}

/// Walks the stored order where matches are dense in it; sorts them by their rank where they are few.
fn by_pay(catalog: &Catalog, matches: &Bitmap, total: u32, page: Page, list: &mut [u32], out: &mut Vec<Row>) {
    let pay = &catalog.index.pay;
    // The walk visits about n / total rows for each one it finds; sorting costs about 4 steps a match.
    let walk = u64::from(page.skip + page.take) * u64::from(catalog.len()) / u64::from(total.max(1));
    if walk <= 4 * u64::from(total) {
        let rows = pay.order.iter().copied().filter(|&row| matches.has(row));
        out.extend(rows.skip(page.skip as usize).take(page.take as usize).map(Row));
        return;
    }
    let k = matches.decode(list, false);
    let mut ranks: Vec<u64> = list[..k].iter().map(|&row| pay.rank[row as usize].into()).collect();
    sort(&mut ranks);
    let rows = ranks.iter().map(|&rank| pay.order[rank as usize]);
    out.extend(rows.skip(page.skip as usize).take(page.take as usize).map(Row));
}

/// Each word counts 3 in the title, else 2 in a skill, else 1; rows of one score newest first.
fn by_words(words: &[Word], matches: &Bitmap, page: Page, list: &mut [u32], out: &mut Vec<Row>) {
    let k = matches.decode(list, false);
    let score = |row: u32| -> usize {
        words.iter().map(|w| if w.title.has(row) { 3 } else { 1 + usize::from(w.skill.has(row)) }).sum()
    };
    let mut levels: Vec<Vec<u32>> = vec![Vec::new(); 3 * words.len() + 1];
    let best = 3 * words.len();
    let wanted = (page.skip + page.take) as usize;
    for &row in &list[..k] {
        levels[score(row)].push(row);
        if levels[best].len() >= wanted {
            break;
        }
    }
    let rows = levels.into_iter().rev().flatten();
    out.extend(rows.skip(page.skip as usize).take(page.take as usize).map(Row));
}
