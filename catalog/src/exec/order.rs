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

/// Scratch for putting rows in order.
#[derive(Default)]
pub(super) struct Orderer {
    ranks: Vec<u64>,
    scores: Vec<u8>,
}

/// What is put in order.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub catalog: &'a Catalog,
    /// Those of the query.
    pub words: &'a [Word],
    pub matches: &'a Bitmap,
    /// How many match.
    pub total: u32,
}

impl Orderer {
    /// Appends that page of the matching rows. `list` has room for all rows.
    pub fn page(&mut self, found: Found<'_>, sort: Sort, page: Page, list: &mut [u32], out: &mut Vec<Row>) {
        if page.take == 0 {
            return;
        }
        match sort {
            Sort::Salary => self.by_pay(found, page, list, out),
            Sort::Relevance if !found.words.is_empty() => self.by_words(found, page, list, out),
            _ => found.matches.page(page.skip, page.take, |row| out.push(Row(row))),
        }
    }

    /// Walks the stored order where matches are dense in it; sorts them by their rank where they are few.
    fn by_pay(&mut self, found: Found<'_>, page: Page, list: &mut [u32], out: &mut Vec<Row>) {
        let Found { catalog, matches, total, .. } = found;
        let pay = &catalog.index.pay;
        // The walk visits about n / total rows for each one it finds; sorting costs about 4 steps a match.
        let walk = u64::from(page.skip + page.take) * u64::from(catalog.len()) / u64::from(total.max(1));
        if walk <= 4 * u64::from(total) {
            let rows = pay.order.iter().copied().filter(|&row| matches.has(row));
            out.extend(rows.skip(page.skip as usize).take(page.take as usize).map(Row));
            return;
        }
        let k = matches.decode(list, false);
        self.ranks.clear();
        self.ranks.extend(list[..k].iter().map(|&row| u64::from(pay.rank[row as usize])));
        sort(&mut self.ranks);
        let rows = self.ranks.iter().map(|&rank| pay.order[rank as usize]);
        out.extend(rows.skip(page.skip as usize).take(page.take as usize).map(Row));
    }

    /// Each word counts 3 in the title, else 2 in a skill, else 1; rows of one score newest first.
    fn by_words(&mut self, found: Found<'_>, page: Page, list: &mut [u32], out: &mut Vec<Row>) {
        let words = found.words;
        let k = found.matches.decode(list, false);
        let score = |row: u32| -> u8 {
            words.iter().map(|w| if w.title.has(row) { 3 } else { 1 + u8::from(w.skill.has(row)) }).sum()
        };
        let best = 3 * words.len() as u8;
        let (mut skip, mut take) = (page.skip, page.take);
        let mut of_best = 0;
        self.scores.clear();
        for &row in &list[..k] {
            let score = score(row);
            self.scores.push(score);
            of_best += u32::from(score == best);
            if of_best >= skip + take {
                break;
            }
        }
        for level in (1..=best).rev() {
            for (&row, _) in list.iter().zip(&self.scores).filter(|(_, score)| **score == level) {
                if take == 0 {
                    return;
                }
                if skip > 0 {
                    skip -= 1;
                } else {
                    out.push(Row(row));
                    take -= 1;
                }
            }
        }
    }
}
