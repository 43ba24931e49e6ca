//! The peers' rows as every rival loads them: values as numbers, newest first.

use peers_bench::{Asked, Names, Rows};

/// A row without a salary, or one of twenty steps of its middle.
pub const BUCKETS: usize = 21;
/// Facets with one value a row; a bit of a row's misses each, in this order, then [`PAY`].
pub const SINGLE: usize = 5;
/// The miss of a row that is not paid enough.
pub const PAY: usize = SINGLE;

/// The rows.
pub struct Table {
    /// Values of the six facets: a value's number is its place in the order of ties.
    pub names: [Names; 6],
    /// Newest first, then by id.
    pub rows: Vec<Row>,
    /// `[city]` the number of its country.
    pub country_of: Vec<u16>,
}

/// One of them.
pub struct Row {
    pub id: u32,
    /// Category, level, workplace and step of the salary in one number, see [`Table::mix`].
    pub mix: u16,
    pub city: u16,
    /// The salary's upper end; 0 without one.
    pub pay: u32,
    /// Age in days.
    pub day: u16,
    pub skills: Vec<u16>,
    /// Distinct words of title, company and skills.
    pub words: Vec<String>,
}

/// Parts of a [`Row::mix`].
#[derive(Clone, Copy)]
pub struct Mix {
    pub category: u16,
    pub level: u16,
    pub workplace: u16,
    /// 0 without a salary, else its step and one.
    pub bucket: u16,
}

/// A query in the table's numbers; a value that no row has is `u16::MAX`.
pub struct Wanted {
    /// The last is the beginning of a word.
    pub words: Vec<String>,
    /// Of category, level, country, city, workplace.
    pub lists: [Vec<u16>; SINGLE],
    pub skills: Vec<u16>,
    pub pay: Option<u32>,
    pub within: Option<u16>,
    pub sort: Sort,
    pub offset: usize,
    pub limit: usize,
}

/// The order of a query's ids.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Age, then id.
    Newest,
    /// Pay, the highest first, then id.
    Salary,
    /// Any order that the engine likes.
    Relevance,
}

/// Searchable words: lower case, split at anything but `a-z 0-9 + #`.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let split = |c: char| !matches!(c, 'a'..='z' | '0'..='9' | '+' | '#');
    lower.split(split).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

impl Table {
    /// The rows in numbers.
    pub fn new(rows: &Rows) -> Table {
        let names = rows.names();
        let code = |facet: usize, name: &str| names[facet].codes[name] as u16;
        let mut country_of = vec![0; names[3].names.len()];
        let mut order: Vec<usize> = (0..rows.id.len()).collect();
        order.sort_by_key(|&i| (rows.posted_day[i], rows.id[i]));
        let mut list = Vec::with_capacity(order.len());
        for i in order {
            let city = code(3, &rows.city[i]);
            country_of[usize::from(city)] = code(2, &rows.country[i]);
            let (min, max) = (rows.salary_min[i].unwrap_or(0.0), rows.salary_max[i]);
            let mix = Mix {
                category: code(0, &rows.category[i]),
                level: code(1, &rows.seniority[i]),
                workplace: code(4, &rows.remote[i]),
                bucket: max.map_or(0, |max| 1 + (((min + max) / 40_000.0) as u16).min(19)),
            };
            let texts = [&rows.title[i], &rows.company[i]].into_iter().chain(&rows.skills[i]);
            let mut own: Vec<String> = texts.flat_map(|text| words(text)).collect();
            own.sort_unstable();
            own.dedup();
            list.push(Row {
                id: rows.id[i] as u32,
                mix: number(&names, mix),
                city,
                pay: max.map_or(0, |max| max as u32),
                day: rows.posted_day[i] as u16,
                skills: rows.skills[i].iter().map(|s| code(5, s)).collect(),
                words: own,
            });
        }
        Table { names, rows: list, country_of }
    }

    /// How many mixes there are.
    pub fn mixes(&self) -> usize {
        [0, 1, 4].iter().map(|&f| self.names[f].names.len()).product::<usize>() * BUCKETS
    }

    /// The parts of a mix.
    pub fn mix(&self, mix: usize) -> Mix {
        let (levels, workplaces) = (self.names[1].names.len(), self.names[4].names.len());
        let of = |n: usize| n as u16;
        Mix {
            category: of(mix / BUCKETS / workplaces / levels),
            level: of(mix / BUCKETS / workplaces % levels),
            workplace: of(mix / BUCKETS % workplaces),
            bucket: of(mix % BUCKETS),
        }
    }

    /// How many rows are no older than so many days: they come first.
    pub fn older(&self, days: u16) -> u32 {
        self.rows.partition_point(|row| row.day <= days) as u32
    }

    /// The query in numbers.
    pub fn wanted(&self, asked: &Asked) -> Wanted {
        let codes = |facet: usize, list: &[String]| {
            list.iter().map(|v| self.names[facet].codes.get(v).map_or(u16::MAX, |&n| n as u16)).collect()
        };
        let words: Vec<String> = words(&asked.q).collect();
        let lists = [&asked.category, &asked.seniority, &asked.country, &asked.city, &asked.remote];
        let mut facet = 0..;
        Wanted {
            sort: match asked.sort.as_str() {
                "salary" => Sort::Salary,
                "relevance" if !words.is_empty() => Sort::Relevance,
                _ => Sort::Newest,
            },
            words,
            lists: lists.map(|list| codes(facet.next().unwrap_or(0), list)),
            skills: codes(5, &asked.skills_all),
            pay: asked.salary_at_least,
            within: asked.posted_within_days,
            offset: asked.offset as usize,
            limit: asked.limit as usize,
        }
    }
}

fn number(names: &[Names; 6], mix: Mix) -> u16 {
    let (levels, workplaces) = (names[1].names.len(), names[4].names.len());
    let [category, level, workplace, bucket] =
        [mix.category, mix.level, mix.workplace, mix.bucket].map(usize::from);
    (((category * levels + level) * workplaces + workplace) * BUCKETS + bucket) as u16
}

impl Wanted {
    /// Whether every row passes: its counts are the table's totals.
    pub fn is_everything(&self) -> bool {
        let filtered = (0..=PAY).any(|filter| self.is_active(filter));
        !filtered && self.words.is_empty() && self.skills.is_empty() && self.within.is_none()
    }

    /// Whether a facet with one value a row has a selection, or pay a bound for [`PAY`].
    pub fn is_active(&self, filter: usize) -> bool {
        if filter == PAY { self.pay.is_some() } else { !self.lists[filter].is_empty() }
    }

    /// A bit for each filter that a row of that mix misses, pay left out.
    pub fn misses_of_mix(&self, mix: Mix) -> u8 {
        self.missed(0, mix.category) | self.missed(1, mix.level) | self.missed(4, mix.workplace)
    }

    /// The same of its city.
    pub fn misses_of_city(&self, table: &Table, city: u16) -> u8 {
        self.missed(2, table.country_of[usize::from(city)]) | self.missed(3, city)
    }

    /// The same of its pay.
    pub fn misses_of_pay(&self, pay: u32) -> u8 {
        u8::from(self.pay.is_some_and(|least| pay == 0 || pay < least)) << PAY
    }

    fn missed(&self, facet: usize, value: u16) -> u8 {
        let list = &self.lists[facet];
        u8::from(!list.is_empty() && !list.contains(&value)) << facet
    }

    /// Whether a row passes everything.
    pub fn has(&self, table: &Table, row: &Row) -> bool {
        let mix = table.mix(row.mix.into());
        let misses = self.misses_of_mix(mix) | self.misses_of_city(table, row.city);
        misses | self.misses_of_pay(row.pay) == 0 && self.has_base(row)
    }

    /// Whether it passes what no facet lifts: words, skills, age.
    fn has_base(&self, row: &Row) -> bool {
        let last = self.words.len().saturating_sub(1);
        let found = |(i, word): (usize, &String)| {
            row.words.iter().any(|w| if i == last { w.starts_with(word.as_str()) } else { w == word })
        };
        self.skills.iter().all(|s| row.skills.contains(s))
            && self.within.is_none_or(|days| row.day <= days)
            && self.words.iter().enumerate().all(found)
    }
}
