//! The queries with one filter less.

use super::{PayFilter, Query};
use crate::schema::Facet;

impl Query {
    /// The query without each of its filters in turn, a facet's whole selection counting as one; each skill on its own.
    /// Page one each.
    pub fn without_each(&self) -> Vec<Query> {
        let mut out = Vec::new();
        let mut push = |active: bool, change: &dyn Fn(&mut Query)| {
            if active {
                let mut q = Query { page: 0, ..self.clone() };
                change(&mut q);
                out.push(q);
            }
        };
        push(!self.q.is_empty(), &|q| q.q.clear());
        push(!self.text.is_empty(), &|q| q.text.clear());
        for facet in Facet::ALL.into_iter().filter(|f| *f != Facet::Skills) {
            push(!self.selected(facet).is_empty(), &|q| q.selected_mut(facet).clear());
        }
        for skill in &self.skills {
            push(true, &|q| q.skills.retain(|s| s != skill));
        }
        push(!self.without_skills.is_empty(), &|q| q.without_skills.clear());
        push(!self.hide_companies.is_empty(), &|q| q.hide_companies.clear());
        push(!self.hide_words.is_empty(), &|q| q.hide_words.clear());
        push(self.open_to.is_some(), &|q| q.open_to = None);
        push(self.salary.is_some() || self.pay == PayFilter::Stated, &|q| {
            q.salary = None;
            q.pay = PayFilter::Default;
        });
        push(self.within.is_some(), &|q| q.within = None);
        out
    }
}
