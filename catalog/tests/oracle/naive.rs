//! The specification as a loop over roles: slow, and plain enough to be right.

use catalog::Ask;
use catalog::money::Currency;
use catalog::place::OpenTo;
use catalog::query::{PayFilter, Query, Sort};
use catalog::role::{Role, RoleId};
use catalog::schema::{Category, Facet, UNSPECIFIED, Workplace};
use catalog::text::{fold, tokens, within};

pub struct Expected {
    pub total: u32,
    pub ids: Vec<RoleId>,
    pub stated: (u32, u32),
    pub histogram: Vec<u32>,
    pub counts: [Vec<(String, u32)>; 9],
}

pub fn is_listed(role: &Role) -> bool {
    role.category != Category::NotTech && role.closed_day.is_none()
}

/// `texts` are those of each role's postings.
pub fn answer(roles: &[Role], texts: &[Vec<String>], query: &Query, ask: Ask) -> Expected {
    let all: Vec<&Role> = roles.iter().filter(|r| is_listed(r)).collect();
    let words = words(&all, &query.q);
    let says = |r: &Role| {
        let of_role = roles.iter().zip(texts).filter(|(role, _)| role.id == r.id);
        let said: Vec<String> = of_role.flat_map(|(_, texts)| texts).flat_map(|text| cut(text)).collect();
        cut(&query.text).iter().all(|word| said.contains(word))
    };
    let base = |r: &&Role| passes_base(r, query, &words, ask.now) && says(r);
    let facet = |r: &Role, f: Facet| {
        let selected = query.selected(f);
        f == Facet::Skills || selected.is_empty() || slugs(r, f).iter().any(|s| selected.contains(s))
    };
    let but = |r: &Role, lifted: Option<Facet>| Facet::ALL.iter().all(|&f| Some(f) == lifted || facet(r, f));
    let base: Vec<&Role> = all.into_iter().filter(base).collect();
    let mut matches: Vec<&Role> = base.iter().copied().filter(|r| but(r, None) && pays(r, query)).collect();
    sort(&mut matches, query, &words);

    let counts = Facet::ALL.map(|f| {
        let mut counts = std::collections::BTreeMap::new();
        for role in base.iter().filter(|r| but(r, Some(f)) && pays(r, query)) {
            slugs(role, f).into_iter().for_each(|slug| *counts.entry(slug).or_insert(0) += 1);
        }
        counts.into_iter().collect()
    });
    let without_pay: Vec<&&Role> = base.iter().filter(|r| but(r, None)).collect();
    let mut histogram = vec![0; 30];
    let currency = query.currency.unwrap_or(Currency::EUR);
    // 10,000 euros are 8,889 pounds and 1.67 million yen.
    let width = match currency.code() {
        "JPY" => 2_000_000.0,
        _ => 10_000.0,
    };
    for pay in without_pay.iter().filter_map(|r| usd(r).map(|_| r.pay.unwrap())) {
        let rates = super::draw::rates();
        let middle = (pay.yearly_bottom() + pay.yearly_top()) / 2.0;
        let bar = rates.convert(middle, pay.currency, currency).unwrap() / width;
        histogram[(bar as usize).min(29)] += 1;
    }
    let stated = without_pay.iter().filter(|r| usd(r).is_some()).count() as u32;
    Expected {
        total: matches.len() as u32,
        ids: matches.iter().skip(ask.first as usize).take(ask.len as usize).map(|r| r.id).collect(),
        stated: (stated, without_pay.len() as u32 - stated),
        histogram,
        counts,
    }
}

/// Stated top in dollars a year, where the currency has a rate.
fn usd(role: &Role) -> Option<u32> {
    let pay = role.pay?;
    super::draw::rates().to_usd(pay.yearly_top(), pay.currency)
}

fn pays(role: &Role, query: &Query) -> bool {
    let currency = query.currency.unwrap_or(Currency::EUR);
    let enough = query.salary.map(|s| super::draw::rates().to_usd(s.into(), currency).unwrap());
    match (usd(role), enough) {
        (Some(top), Some(enough)) => top >= enough,
        (Some(_), None) => true,
        (None, Some(_)) => query.pay == PayFilter::Any,
        (None, None) => query.pay != PayFilter::Stated,
    }
}

fn passes_base(role: &Role, query: &Query, words: &[Vec<String>], now: i64) -> bool {
    let skills = slugs(role, Facet::Skills);
    let young = query.within.is_none_or(|d| now / 86_400 - role.published / 86_400 <= i64::from(d));
    let title: Vec<String> = tokens(&fold(&role.title)).map(str::to_owned).collect();
    let open = query.open_to.is_none_or(|country| {
        let may = match &role.open_to {
            OpenTo::Unspecified => false,
            OpenTo::Worldwide => true,
            OpenTo::Only(territories) => territories.iter().any(|t| t.has(country)),
        };
        (role.workplace == Workplace::Remote && may) || role.places.iter().any(|p| p.country == country)
    });
    young
        && open
        && query.skills.iter().all(|s| skills.contains(s))
        && !query.without_skills.iter().any(|s| skills.contains(s))
        && !query.hide_companies.contains(&role.company.slug)
        && !query.hide_words.iter().any(|w| title.contains(w))
        && words.iter().all(|word| weight(role, word) > 0)
}

/// For each word of the query the catalogue's words that it means.
fn words(roles: &[&Role], q: &str) -> Vec<Vec<String>> {
    let folded = fold(q);
    let query: Vec<&str> = tokens(&folded).collect();
    let mut all: Vec<String> = roles.iter().flat_map(|r| fields(r).into_iter().flatten()).collect();
    all.sort();
    all.dedup();
    let last = query.len();
    query
        .iter()
        .enumerate()
        .map(|(i, word)| {
            let prefix = i + 1 == last;
            let means = |w: &&String| if prefix { w.starts_with(word) } else { w == word };
            let exact: Vec<String> = all.iter().filter(means).cloned().collect();
            let edits = [0, 0, 0, 0, 0, 1, 1, 1, 1].get(word.chars().count()).copied().unwrap_or(2);
            if exact.is_empty() && edits > 0 {
                all.iter().filter(|w| within(word, w, edits, prefix)).cloned().collect()
            } else {
                exact
            }
        })
        .collect()
}

fn cut(text: &str) -> Vec<String> {
    tokens(&fold(text)).map(str::to_owned).collect()
}

/// Words of title, skills, and of company and places.
fn fields(role: &Role) -> [Vec<String>; 3] {
    let mut rest = cut(&role.company.label);
    for place in &role.places {
        rest.extend(place.city.iter().flat_map(|c| cut(&c.label)));
        rest.extend(cut(place.country.name()));
    }
    [cut(&role.title), role.skills.iter().flat_map(|s| cut(&s.label)).collect(), rest]
}

fn weight(role: &Role, meanings: &[String]) -> u32 {
    let has = |words: &[String]| words.iter().any(|w| meanings.contains(w));
    let [title, skills, rest] = fields(role);
    if has(&title) {
        3
    } else if has(&skills) {
        2
    } else {
        u32::from(has(&rest))
    }
}

fn sort(roles: &mut [&Role], query: &Query, words: &[Vec<String>]) {
    let newest = |r: &Role| (std::cmp::Reverse(r.published / 60), r.id);
    match query.sort {
        Sort::Newest => roles.sort_by_key(|r| newest(r)),
        Sort::Salary => roles.sort_by_key(|r| (std::cmp::Reverse(usd(r).unwrap_or(0)), r.id)),
        Sort::Relevance => roles.sort_by_key(|r| {
            let score: u32 = words.iter().map(|w| weight(r, w)).sum();
            (std::cmp::Reverse(score), newest(r))
        }),
    }
}

fn slugs(role: &Role, facet: Facet) -> Vec<String> {
    let mut out: Vec<String> = match facet {
        Facet::Category => vec![role.category.slug().into()],
        Facet::Level => vec![role.level.slug().into()],
        Facet::Workplace => vec![role.workplace.slug().into()],
        Facet::Employment => vec![role.employment.slug().into()],
        Facet::Visa => vec![role.visa.slug().into()],
        Facet::Company => vec![role.company.slug.clone()],
        Facet::City => role.places.iter().filter_map(|p| p.city.as_ref()).map(|c| c.slug.clone()).collect(),
        Facet::Country => role.places.iter().map(|p| p.country.code().to_lowercase()).collect(),
        Facet::Skills => role.skills.iter().map(|s| s.slug.clone()).collect(),
    };
    out.sort();
    out.dedup();
    if out.is_empty() {
        out.push(UNSPECIFIED.into());
    }
    out
}
