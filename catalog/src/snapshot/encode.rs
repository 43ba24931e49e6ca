//! Columns to bytes, in the order of the grammar.

use super::codec::Writer;
use crate::column::Lists;
use crate::columns::{Columns, Dictionary, Pays};
use crate::money::{Basis, Pay, Period};
use crate::place::{OpenTo, Region, Territory};
use crate::text::slugify;

pub(super) fn payload(columns: &Columns) -> Vec<u8> {
    let mut w = Writer::default();
    ids(&mut w, columns);
    rates(&mut w, columns);
    w.front_coded(columns.titles.iter());
    dictionary(&mut w, &columns.companies);
    dictionary(&mut w, &columns.cities);
    dictionary(&mut w, &columns.skills);
    places(&mut w, columns);
    open_sets(&mut w, &columns.open_sets);
    rows(&mut w, columns);
    pay(&mut w, &columns.pay);
    times(&mut w, columns);
    w.out
}

fn ids(w: &mut Writer, columns: &Columns) {
    w.planes(&columns.ids.iter().map(|id| id.number()).collect::<Vec<_>>());
}

fn rates(w: &mut Writer, columns: &Columns) {
    let rates = &columns.rates;
    w.varint(rates.per_usd.len() as u64);
    w.texts([rates.date.as_str()].into_iter());
    for (currency, rate) in &rates.per_usd {
        w.out.extend(currency.code().as_bytes());
        w.out.extend(rate.to_le_bytes());
    }
}

fn dictionary(w: &mut Writer, dictionary: &Dictionary) {
    w.varint(u64::from(dictionary.len()));
    w.texts(dictionary.labels.iter());
    // Each slug as what is cut off the one that its label gives, and what is added to that.
    let (mut cut, mut added, mut rest) = (Vec::new(), Vec::new(), String::new());
    for (slug, label) in dictionary.slugs.iter().zip(dictionary.labels.iter()) {
        let given = slugify(label);
        let same = slug.bytes().zip(given.bytes()).take_while(|(a, b)| a == b).count();
        cut.push((given.len() - same) as u64);
        added.push((slug.len() - same) as u64);
        rest.push_str(&slug[same..]);
    }
    w.planes(&cut);
    w.planes(&added);
    w.out.extend(rest.as_bytes());
}

fn places(w: &mut Writer, columns: &Columns) {
    w.front_coded(columns.regions.iter());
    w.varint(columns.countries.len() as u64);
    columns.countries.iter().for_each(|c| w.out.extend(c.code().as_bytes()));
    let places = &columns.places;
    w.varint(places.len() as u64);
    w.planes(&places.iter().map(|p| u64::from(p.city)).collect::<Vec<_>>());
    w.planes(&places.iter().map(|p| u64::from(p.region)).collect::<Vec<_>>());
    w.planes(&places.iter().map(|p| u64::from(p.country)).collect::<Vec<_>>());
    // The first set is empty and not written.
    w.varint(u64::from(columns.place_sets.len().saturating_sub(1)));
    let sets = || columns.place_sets.iter().skip(1);
    w.planes(&sets().map(|set| set.len() as u64).collect::<Vec<_>>());
    w.planes(&sets().flatten().map(|&p| u64::from(p)).collect::<Vec<_>>());
}

fn open_sets(w: &mut Writer, sets: &[OpenTo]) {
    w.varint(sets.len().saturating_sub(1) as u64);
    for set in sets.iter().skip(1) {
        let OpenTo::Only(territories) = set else {
            w.byte(0);
            continue;
        };
        w.byte(territories.len() as u8);
        for territory in territories {
            match territory {
                // A region's number, or 255 and the country's letters.
                Territory::Region(region) => {
                    let at = Region::ALL.iter().position(|r| r == region).unwrap_or(0);
                    w.byte(at as u8);
                }
                Territory::Country(country) => {
                    w.byte(255);
                    w.out.extend(country.code().as_bytes());
                }
            }
        }
    }
}

fn rows(w: &mut Writer, columns: &Columns) {
    let wide = |values: &[u32]| values.iter().map(|&v| u64::from(v)).collect::<Vec<_>>();
    let small = |values: &[u8]| values.iter().map(|&v| u64::from(v)).collect::<Vec<_>>();
    w.planes(&wide(&columns.title));
    w.planes(&wide(&columns.company));
    for column in [&columns.category, &columns.level, &columns.workplace, &columns.employment, &columns.visa]
    {
        w.planes(&small(column));
    }
    w.planes(&wide(&columns.place_set));
    w.planes(&wide(&columns.open_set));
    skills(w, &columns.skill, columns.skills.len());
}

/// Skills are numbered anew, most frequent first, so that the numbers are small; a row's are ascending in that order, each
/// written as its distance from the least that it may be.
fn skills(w: &mut Writer, skill: &Lists<u16>, size: u32) {
    let mut rows = vec![0u64; size as usize];
    skill.iter().flatten().for_each(|&code| rows[code as usize] += 1);
    let mut order: Vec<u32> = (0..size).collect();
    order.sort_by_key(|&code| std::cmp::Reverse(rows[code as usize]));
    let mut ranks = vec![0u64; size as usize];
    order.iter().zip(0..).for_each(|(&code, at)| ranks[code as usize] = at);
    w.planes(&rows);
    w.planes(&skill.iter().map(|list| list.len() as u64).collect::<Vec<_>>());
    let mut all = Vec::new();
    for list in skill.iter() {
        let mut of_row: Vec<u64> = list.iter().map(|&code| ranks[code as usize]).collect();
        of_row.sort_unstable();
        let mut least = 0;
        all.extend(of_row.into_iter().map(|rank| rank - std::mem::replace(&mut least, rank + 1)));
    }
    w.planes(&all);
}

/// An amount as an integer of cents without its trailing zeros, and how many there were.
fn decimal(amount: f64) -> (u64, u8) {
    let mut mantissa = (amount * 100.0).round() as u64;
    let mut exponent = 0;
    while mantissa > 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        exponent += 1;
    }
    (mantissa, exponent)
}

fn pay(w: &mut Writer, pay: &Pays) {
    let kind = |p: &Pay| (p.currency, p.period, p.basis, p.min.is_some(), p.max.is_some());
    let mut kinds: Vec<_> = pay.distinct().iter().map(kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    w.varint(kinds.len() as u64);
    for (currency, period, basis, min, max) in &kinds {
        w.out.extend(currency.code().as_bytes());
        w.byte(Period::ALL.iter().position(|p| p == period).unwrap_or(0) as u8);
        w.byte(match basis {
            Basis::Base => 0,
            Basis::Total => 1,
            Basis::Unclear => 2,
        });
        w.byte(u8::from(*min) | u8::from(*max) << 1);
    }
    let codes = pay.iter().map(|p| match p {
        Some(p) => kinds.binary_search(&kind(&p)).map_or(0, |at| at as u64 + 1),
        None => 0,
    });
    w.planes(&codes.collect::<Vec<_>>());
    // The lower ends, then the upper ones; each as exponents, then mantissas.
    for end in [|p: &Pay| p.min, |p: &Pay| p.max] {
        let amounts: Vec<(u64, u8)> = pay.iter().flatten().filter_map(|p| end(&p)).map(decimal).collect();
        w.planes(&amounts.iter().map(|(_, exponent)| u64::from(*exponent)).collect::<Vec<_>>());
        w.planes(&amounts.iter().map(|(mantissa, _)| *mantissa).collect::<Vec<_>>());
    }
}

fn times(w: &mut Writer, columns: &Columns) {
    let mut last = columns.published.first().copied().unwrap_or(0);
    w.varint(u64::from(last));
    let steps: Vec<u64> = columns
        .published
        .iter()
        .map(|&minute| {
            let step = last - minute;
            last = minute;
            u64::from(step)
        })
        .collect();
    w.planes(&steps);
    // Seen first: after publication, or after the earliest of all: whichever leaves smaller numbers.
    let seen = &columns.first_seen;
    let after: Vec<u64> = seen.iter().zip(&columns.published).map(|(s, p)| u64::from(s - p)).collect();
    let least = seen.iter().copied().min().unwrap_or(0);
    let later: Vec<u64> = seen.iter().map(|&s| u64::from(s - least)).collect();
    if after.iter().sum::<u64>() <= later.iter().sum::<u64>() {
        w.byte(0);
        w.planes(&after);
    } else {
        w.byte(1);
        w.varint(u64::from(least));
        w.planes(&later);
    }
}
