//! What every engine answers, and how a rival's tallies become it.

use anyhow::{Context as _, Result, ensure};
use peers_bench::TOP;
use serde::Deserialize;

use crate::table::{BUCKETS, PAY, SINGLE, Sort, Table, Wanted};

/// An answer in the table's numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    pub total: u32,
    pub ids: Vec<u32>,
    /// Pairs of value and count, by count descending, then value.
    pub facets: [Vec<(u32, u32)>; 6],
    pub bars: Vec<u32>,
}

/// The oracle's answer as it stands in JSON.
#[derive(Deserialize)]
pub struct Given {
    total: u32,
    ids: Vec<u32>,
    facets: Facets,
    histogram: Vec<u32>,
}

type Pairs = Vec<(String, u32)>;

#[derive(Deserialize)]
struct Facets {
    category: Pairs,
    seniority: Pairs,
    country: Pairs,
    city: Pairs,
    remote: Pairs,
    skills: Pairs,
}

impl Given {
    /// In the table's numbers.
    pub fn answer(self, table: &Table) -> Result<Answer> {
        let f = self.facets;
        let mut facets: [Vec<(u32, u32)>; 6] = Default::default();
        let lists = [f.category, f.seniority, f.country, f.city, f.remote, f.skills];
        for (facet, list) in lists.into_iter().enumerate() {
            for (value, count) in list {
                let code = table.names[facet].codes.get(&value).context("the oracle knows other values")?;
                facets[facet].push((*code as u32, count));
            }
        }
        Ok(Answer { total: self.total, ids: self.ids, facets, bars: self.histogram })
    }
}

impl Answer {
    /// From the form of `peers_bench::Peer`.
    pub fn read(numbers: &[u32]) -> Result<Answer> {
        let mut rest = numbers.iter().copied();
        let mut next = || rest.next().context("an answer that ends too soon");
        let total = next()?;
        let ids = (0..next()?).map(|_| next()).collect::<Result<_>>()?;
        let mut facets: [Vec<(u32, u32)>; 6] = Default::default();
        for facet in &mut facets {
            *facet = (0..next()?).map(|_| Ok((next()?, next()?))).collect::<Result<_>>()?;
        }
        Ok(Answer { total, ids, facets, bars: rest.collect() })
    }

    /// Fails where the answer is not the expected one. Rows by relevance need only be as many, distinct and matching.
    pub fn check(&self, expected: &Answer, wanted: &Wanted, table: &Table) -> Result<()> {
        ensure!(self.total == expected.total, "total {} where {} are expected", self.total, expected.total);
        for (facet, (own, theirs)) in self.facets.iter().zip(&expected.facets).enumerate() {
            ensure!(own == theirs, "facet {facet} is {own:?} where {theirs:?} is expected");
        }
        ensure!(self.bars == expected.bars, "bars {:?} where {:?} are expected", self.bars, expected.bars);
        if wanted.sort != Sort::Relevance {
            ensure!(self.ids == expected.ids, "ids {:?} where {:?} are expected", self.ids, expected.ids);
            return Ok(());
        }
        let mut ids = self.ids.clone();
        ids.sort_unstable();
        ids.dedup();
        ensure!(
            ids.len() == expected.ids.len() && self.ids.len() == ids.len(),
            "{} distinct ids of {} where {} are expected",
            ids.len(),
            self.ids.len(),
            expected.ids.len()
        );
        let found = table.rows.iter().filter(|row| ids.binary_search(&row.id).is_ok());
        let passing = found.filter(|row| wanted.has(table, row)).count();
        ensure!(passing == ids.len(), "{passing} of {} rows match", ids.len());
        Ok(())
    }
}

/// Counts of rows by which filter they miss: 0 none, else the one filter and one.
#[derive(Clone)]
pub struct Tally {
    /// `[class × mixes + mix]`.
    pub mixes: Vec<u32>,
    /// `[class × cities + city]`.
    pub cities: Vec<u32>,
    /// Of the rows that miss none.
    pub skills: Vec<u32>,
}

/// None missed, or one of the filters.
pub const CLASSES: usize = PAY + 2;

impl Tally {
    /// Nothing counted yet.
    pub fn new(table: &Table) -> Tally {
        Tally {
            mixes: vec![0; CLASSES * table.mixes()],
            cities: vec![0; CLASSES * table.country_of.len()],
            skills: vec![0; table.names[5].names.len()],
        }
    }

    /// Of all rows, for queries that nothing is asked of.
    pub fn of_all(table: &Table) -> Tally {
        let mut tally = Tally::new(table);
        for row in &table.rows {
            tally.mixes[usize::from(row.mix)] += 1;
            tally.cities[usize::from(row.city)] += 1;
            row.skills.iter().for_each(|&skill| tally.skills[usize::from(skill)] += 1);
        }
        tally
    }

    /// By facet.
    pub fn counts(&self, table: &Table) -> Counts {
        let mixes = table.mixes();
        let mut counts = Counts::new(table, self.mixes[..mixes].iter().sum());
        counts.skills.clone_from(&self.skills);
        // A row that misses one filter counts for that filter's facet alone.
        let mut add = |class: usize, filter: usize, value: u16, count: u32| {
            if class == 0 || class == filter + 1 {
                counts.put(filter, value.into(), count);
            }
        };
        for (at, &count) in self.mixes.iter().enumerate().filter(|(_, count)| **count > 0) {
            let (class, mix) = (at / mixes, table.mix(at % mixes));
            add(class, 0, mix.category, count);
            add(class, 1, mix.level, count);
            add(class, 4, mix.workplace, count);
            if mix.bucket > 0 {
                add(class, PAY, mix.bucket - 1, count);
            }
        }
        let cities = table.country_of.len();
        for (at, &count) in self.cities.iter().enumerate().filter(|(_, count)| **count > 0) {
            let (class, city) = (at / cities, at % cities);
            add(class, 2, table.country_of[city], count);
            add(class, 3, city as u16, count);
        }
        counts
    }
}

/// Counts of an answer.
pub struct Counts {
    total: u32,
    facets: [Vec<u32>; SINGLE],
    skills: Vec<u32>,
    bars: Vec<u32>,
}

impl Counts {
    /// None yet, of so many rows.
    pub fn new(table: &Table, total: u32) -> Counts {
        Counts {
            facets: std::array::from_fn(|f| vec![0; table.names[f].names.len()]),
            bars: vec![0; BUCKETS - 1],
            skills: vec![0; table.names[SINGLE].names.len()],
            total,
        }
    }

    /// Adds rows with a skill.
    pub fn put_skill(&mut self, skill: usize, count: u32) {
        self.skills[skill] += count;
    }

    /// Adds rows with a value of a filter: of a facet, or a bar for [`PAY`].
    pub fn put(&mut self, filter: usize, value: usize, count: u32) {
        self.of(filter)[value] += count;
    }

    /// Sets a filter's counts back to nothing.
    pub fn forget(&mut self, filter: usize) {
        self.of(filter).fill(0);
    }

    fn of(&mut self, filter: usize) -> &mut [u32] {
        if filter == PAY { &mut self.bars } else { &mut self.facets[filter] }
    }

    /// The answer with those ids.
    pub fn answer(self, ids: Vec<u32>) -> Answer {
        let mut facets: [Vec<(u32, u32)>; 6] = Default::default();
        for (facet, counts) in self.facets.iter().chain([&self.skills]).enumerate() {
            facets[facet] = ranked(counts, if matches!(facet, 3 | 5) { TOP } else { usize::MAX });
        }
        Answer { total: self.total, ids, facets, bars: self.bars }
    }
}

fn ranked(counts: &[u32], limit: usize) -> Vec<(u32, u32)> {
    let found = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut pairs: Vec<(u32, u32)> = found.map(|(value, &count)| (value as u32, count)).collect();
    let key = |&(value, count): &(u32, u32)| (u32::MAX - count, value);
    if pairs.len() > limit {
        pairs.select_nth_unstable_by_key(limit, key);
        pairs.truncate(limit);
    }
    pairs.sort_unstable_by_key(key);
    pairs
}
