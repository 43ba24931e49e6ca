//! Random roles and queries, the same for the same seed.

use catalog::money::{Basis, Currency, Pay, Period, Rates};
use catalog::place::{Country, OpenTo, Place, Region, Territory};
use catalog::query::{PayFilter, Query, Sort};
use catalog::role::{Role, RoleId};
use catalog::schema::{Category, Employment, Facet, Level, Value, Visa, Workplace};

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Draw(u64);

const TITLES: [&str; 8] = [
    "Senior Rust Engineer",
    "Backend Engineer, Payments",
    "Développeur Java (Paris)",
    "C++ Engineer",
    "Platform Engineer",
    "Engineer",
    "Staff Engineer — Data",
    "Kubernetes Lead",
];
const COMPANIES: [&str; 4] = ["Acme", "Berlin Labs", "Rust & Sons", "Globex"];
const CITIES: [(&str, &str, &str); 4] = [
    ("berlin-de", "Berlin", "DE"),
    ("london-gb", "London", "GB"),
    ("paris-fr", "Paris", "FR"),
    ("paris-us", "Paris", "US"),
];
const SKILLS: [(&str, &str); 5] =
    [("rust", "Rust"), ("java", "Java"), ("c-plus-plus", "C++"), ("go", "Go"), ("sql", "SQL")];
const WORDS: [&str; 12] = [
    "rust",
    "eng",
    "engineer",
    "enginer",
    "paris",
    "berlin",
    "kubernets",
    "c++",
    "dév",
    "acme",
    "sen",
    "zzz",
];

const SAID: [&str; 7] = ["Kafka", "event", "sourcing,", "C++", "Zürich.", "the", "…"];
const TEXTS: [&str; 6] = ["kafka", "Event sourcing", "zurich the", "sourcing kafka event", "kafk", "c++ …"];

pub fn rates() -> Rates {
    let code = |c| Currency::parse(c).unwrap();
    let mut per_usd = vec![(code("USD"), 1.0), (code("EUR"), 0.9), (code("GBP"), 0.8), (code("JPY"), 150.0)];
    per_usd.sort_by_key(|(c, _)| *c);
    Rates { date: "2026-10".into(), per_usd }
}

fn value(slug: &str, label: &str) -> Value {
    Value { slug: slug.into(), label: label.into() }
}

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    pub fn roles(&mut self, now: i64) -> Vec<Role> {
        let n = self.below(90);
        (0..n).map(|i| self.role(i as u64, now)).collect()
    }

    fn role(&mut self, i: u64, now: i64) -> Role {
        let company = self.one(&COMPANIES);
        let first_seen = now - self.below(40 * 86_400) as i64;
        let mut places = Vec::new();
        for _ in 0..self.below(3) {
            let (slug, label, country) = self.one(&CITIES);
            let city = (self.below(4) > 0).then(|| value(slug, label));
            let place = Place { city, region: None, country: Country::parse(country).unwrap() };
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let skills = SKILLS.iter().filter(|_| self.below(3) == 0).map(|(s, l)| value(s, l)).collect();
        Role {
            id: RoleId::new(self.next() << 8 | i),
            title: self.one(&TITLES).into(),
            company: value(&catalog::text::slugify(company), company),
            category: self.one(&Category::ALL[..4]),
            level: self.one(Level::ALL),
            workplace: self.one(Workplace::ALL),
            employment: self.one(Employment::ALL),
            visa: self.one(Visa::ALL),
            places,
            open_to: self.open_to(),
            pay: self.pay(),
            skills,
            published: first_seen - self.below(86_400) as i64,
            first_seen,
            closed_day: (self.below(10) == 0).then_some(20_000),
        }
    }

    /// Texts of a role's postings.
    pub fn texts(&mut self) -> Vec<String> {
        (0..self.below(3))
            .map(|_| (0..self.below(9)).map(|_| self.one(&SAID)).collect::<Vec<_>>().join(" "))
            .collect()
    }

    fn open_to(&mut self) -> OpenTo {
        let de = Territory::Country(Country::parse("DE").unwrap());
        let sets = [
            OpenTo::Unspecified,
            OpenTo::Worldwide,
            OpenTo::Only(vec![de]),
            OpenTo::Only(vec![
                Territory::Region(Region::Eu),
                Territory::Country(Country::parse("US").unwrap()),
            ]),
        ];
        self.one(&sets)
    }

    fn pay(&mut self) -> Option<Pay> {
        if self.below(2) == 0 {
            return None;
        }
        let min = 20.0 + self.below(80) as f64;
        let max = min + self.below(50) as f64;
        let (period, unit) =
            self.one(&[(Period::Year, 1_000.0), (Period::Month, 100.0), (Period::Hour, 1.0)]);
        let ends = self.below(3);
        Some(Pay {
            min: (ends != 0).then_some(min * unit),
            max: (ends != 1).then_some(max * unit),
            currency: Currency::parse(self.one(&["EUR", "USD", "GBP", "XAU"])).unwrap(),
            period,
            basis: Basis::Base,
        })
    }

    /// Changes one part of the query, as a click does; sometimes starts anew.
    pub fn change(&mut self, query: &mut Query) {
        match self.below(16) {
            0 => *query = Query::default(),
            1 => query.q = String::new(),
            2 => query.q = self.one(&WORDS).into(),
            3 => query.q = format!("{} {}", self.one(&WORDS), self.one(&WORDS)),
            4 | 5 => {
                let facet = self.one(&[
                    Facet::Category,
                    Facet::Level,
                    Facet::Workplace,
                    Facet::Employment,
                    Facet::Visa,
                ]);
                let slug = match facet {
                    Facet::Category => self.one(&Category::ALL[..4]).slug(),
                    Facet::Level => self.one(Level::ALL).slug(),
                    Facet::Workplace => self.one(Workplace::ALL).slug(),
                    Facet::Employment => self.one(Employment::ALL).slug(),
                    _ => self.one(Visa::ALL).slug(),
                };
                query.toggle(facet, slug);
            }
            6 => query.toggle(Facet::City, self.one(&["berlin-de", "paris-us", "unspecified", "atlantis"])),
            7 => query.toggle(Facet::Country, self.one(&["de", "us", "unspecified", "nz"])),
            8 => query.toggle(Facet::Company, self.one(&["acme", "rust-sons", "nobody"])),
            9 => query.toggle(Facet::Skills, self.one(&["rust", "sql", "unspecified", "cobol"])),
            10 => {
                query.without_skills = if self.below(2) == 0 { vec![] } else { vec!["go".into()] };
                query.hide_words = if self.below(2) == 0 { vec![] } else { vec!["platform".into()] };
                query.hide_companies = if self.below(2) == 0 { vec![] } else { vec!["globex".into()] };
            }
            11 => {
                query.salary = self.one(&[None, Some(30_000), Some(60_000), Some(90_000)]);
                query.pay = self.one(&[PayFilter::Default, PayFilter::Any, PayFilter::Stated]);
                query.currency = self.one(&[None, Currency::parse("GBP"), Currency::parse("JPY")]);
            }
            12 => {
                query.within = self.one(&[None, Some(0), Some(7), Some(30)]);
                query.open_to = self.one(&[None, Country::parse("DE"), Country::parse("BR")]);
            }
            13 | 14 => query.text = if self.below(3) == 0 { String::new() } else { self.one(&TEXTS).into() },
            _ => query.sort = self.one(&[Sort::Newest, Sort::Salary, Sort::Relevance]),
        }
    }
}
