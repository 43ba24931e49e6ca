//! One set of rows for each selected facet, and one for pay.

use super::filters_pay;
use super::held::{PAY, THINGS, Things};
use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::query::{PayFilter, Query};
use crate::schema::Facet;

/// What a filter filters by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Facet(Facet),
    Pay,
}

impl Of {
    /// Its number among what is counted.
    pub fn number(self) -> usize {
        match self {
            Of::Facet(facet) => facet as usize,
            Of::Pay => PAY,
        }
    }
}

/// The filters of the current query, and what of the previous one they can be made from.
pub(super) struct Filters {
    facets: Vec<Selection>,
    pay: Bitmap,
    pay_active: bool,
    /// Rows of the first `paid_end` of the order by pay.
    paid: Bitmap,
    paid_end: u32,
}

struct Selection {
    facet: Facet,
    slugs: Vec<String>,
    rows: Bitmap,
}

impl Filters {
    pub fn new(n: u32) -> Filters {
        let facets = Facet::ALL.into_iter().filter(|f| *f != Facet::Skills);
        let facets = facets.map(|facet| Selection { facet, slugs: Vec::new(), rows: Bitmap::empty(n) });
        Filters {
            facets: facets.collect(),
            pay: Bitmap::empty(n),
            pay_active: false,
            paid: Bitmap::empty(n),
            paid_end: 0,
        }
    }

    pub fn update(&mut self, catalog: &Catalog, query: &Query) {
        for selection in &mut self.facets {
            let slugs = query.selected(selection.facet);
            if selection.slugs != slugs {
                slugs.clone_into(&mut selection.slugs);
                selection.fill(catalog);
            }
        }
        self.pay_active = filters_pay(query);
        if self.pay_active {
            self.fill_pay(catalog, query);
        }
    }

    /// The stated top is compared in whole US dollars, to which both sides are converted by one monotone function.
    fn fill_pay(&mut self, catalog: &Catalog, query: &Query) {
        let index = &catalog.index.pay;
        let usd = query.salary.and_then(|s| catalog.rates().to_usd(s.into(), catalog.currency(query)));
        let end = usd.map_or(index.stated, |usd| index.at_least(usd));
        let (from, to) = (end.min(self.paid_end), end.max(self.paid_end));
        index.order[from as usize..to as usize].iter().for_each(|&row| self.paid.flip(row));
        self.paid_end = end;
        self.pay.copy(&self.paid);
        if query.pay == PayFilter::Any {
            index.order[index.stated as usize..].iter().for_each(|&row| self.pay.insert(row));
        }
    }

    /// What the query filters by.
    pub fn active(&self) -> Things {
        let mut things = [false; THINGS];
        self.all().for_each(|(of, _)| things[of.number()] = true);
        things
    }

    /// Every filter with its rows.
    pub fn all(&self) -> impl Iterator<Item = (Of, &Bitmap)> {
        let facets = self.facets.iter().filter(|s| !s.slugs.is_empty());
        let pay = self.pay_active.then_some((Of::Pay, &self.pay));
        facets.map(|s| (Of::Facet(s.facet), &s.rows)).chain(pay)
    }
}

impl Selection {
    /// The rows that have any of the selected values. Unknown values have no rows.
    fn fill(&mut self, catalog: &Catalog) {
        let index = &catalog.index;
        self.rows.clear();
        for code in self.slugs.iter().filter_map(|slug| catalog.code_of(self.facet, slug)) {
            let sets = match self.facet {
                Facet::City => index.city_sets.get(code),
                Facet::Country => index.country_sets.get(code),
                Facet::Company => {
                    index.company_rows.add_to(code, &mut self.rows);
                    continue;
                }
                facet => {
                    if let Some(bitmaps) = index.bitmaps(facet) {
                        self.rows.or(&bitmaps[code as usize]);
                    }
                    continue;
                }
            };
            for &set in sets {
                index.place_set_rows.add_to(set, &mut self.rows);
            }
        }
    }
}
