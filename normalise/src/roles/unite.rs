//! What a role says: the words of its oldest opening, the places of all.

use catalog::money::Pay;
use catalog::place::OpenTo;
use catalog::schema::{Employment, Workplace};

use crate::salary::WIDEST;
use crate::{Derived, Facts, Field};

/// The facts of a role from those of its openings, the oldest first. Places are united, none is lost; workplace and contract are
/// those of the first opening that states them; pay is the widest of one currency, period and basis; all else is the oldest
/// opening's.
pub fn unite<'a>(openings: impl Iterator<Item = &'a Facts> + Clone) -> Facts {
    let mut all = openings.clone();
    let Some(mut role) = all.next().cloned() else { return Facts::default() };
    for other in all {
        for place in &other.places {
            if role.places.iter().all(|known| known.value != place.value) {
                role.places.push(place.clone());
            }
        }
        let new = other.unresolved.iter().filter(|text| !role.unresolved.contains(text));
        let new: Vec<String> = new.cloned().collect();
        role.unresolved.extend(new);
        if role.workplace.value == Workplace::Unspecified {
            role.workplace = other.workplace.clone();
        }
        if role.employment.value == Employment::Unspecified {
            role.employment = other.employment.clone();
        }
        role.open_to = open_to(role.open_to, &other.open_to);
    }
    role.pay = pay(openings.filter_map(|facts| facts.pay.as_ref()));
    role
}

/// Whoever may take one of the openings may take the role.
fn open_to(a: Derived<OpenTo>, b: &Derived<OpenTo>) -> Derived<OpenTo> {
    match (&a.value, &b.value) {
        (_, OpenTo::Unspecified) | (OpenTo::Worldwide, _) => a,
        (OpenTo::Unspecified, _) | (_, OpenTo::Worldwide) => b.clone(),
        (OpenTo::Only(these), OpenTo::Only(those)) => {
            let mut all = these.clone();
            all.extend(those.iter().filter(|t| !these.contains(t)).copied());
            Derived { value: OpenTo::Only(all), evidence: a.evidence }
        }
    }
}

/// The widest range of the openings that state pay, which says so; the oldest one's where they cannot be compared, or where
/// together they are no range of one role.
fn pay<'a>(mut stated: impl Iterator<Item = &'a Derived<Pay>> + Clone) -> Option<Derived<Pay>> {
    let all = stated.clone();
    let first = stated.next()?;
    let comparable = |pay: &Pay| {
        let first = &first.value;
        (pay.currency, pay.period, pay.basis) == (first.currency, first.period, first.basis)
    };
    let openings = all.clone().count();
    if all.clone().all(|pay| pay.value == first.value) || !all.clone().all(|pay| comparable(&pay.value)) {
        return Some(first.clone());
    }
    let min = all.clone().filter_map(|pay| pay.value.min).reduce(f64::min);
    let max = all.filter_map(|pay| pay.value.max).reduce(f64::max);
    if min.zip(max).is_some_and(|(min, max)| max < min || max > min * WIDEST) {
        return Some(first.clone());
    }
    let field = first.evidence.as_ref().map_or(Field::Description, |evidence| evidence.field);
    let words = format!("the widest of {openings} openings' ranges");
    Some(Derived::new(Pay { min, max, ..first.value }, field, &words))
}

#[cfg(test)]
mod tests {
    use catalog::money::{Basis, Currency, Period};
    use catalog::place::{Country, Place, Region, Territory};

    use super::*;

    #[test]
    fn no_place_is_lost() {
        let at = |countries: &[&str]| Facts {
            places: countries
                .iter()
                .map(|c| Place { city: None, region: None, country: Country::parse(c).unwrap() })
                .map(|place| Derived::new(place, Field::Location, ""))
                .collect(),
            unresolved: vec!["Atlantis".to_owned()],
            ..Facts::default()
        };
        let check = |openings: &[&[&str]], expected: &[&str]| {
            let openings: Vec<Facts> = openings.iter().map(|countries| at(countries)).collect();
            let role = unite(openings.iter());
            let places: Vec<&str> = role.places.iter().map(|p| p.value.country.code()).collect();
            assert_eq!(places, expected);
            assert_eq!(role.unresolved.len(), 1);
        };
        check(&[&["DE"], &["FR", "DE"], &["IT"]], &["DE", "FR", "IT"]);
        check(&[&[], &["FR"]], &["FR"]);
    }

    #[test]
    fn who_may_take_an_opening_may_take_the_role() {
        let check = |a: OpenTo, b: OpenTo, expected: OpenTo| {
            let facts = [a, b].map(|open_to| Facts {
                open_to: Derived { value: open_to, evidence: None },
                ..Facts::default()
            });
            assert_eq!(unite(facts.iter()).open_to.value, expected);
        };
        let only = |regions: &[Region]| OpenTo::Only(regions.iter().map(|&r| Territory::Region(r)).collect());
        check(OpenTo::Unspecified, OpenTo::Worldwide, OpenTo::Worldwide);
        check(only(&[Region::Eu]), OpenTo::Unspecified, only(&[Region::Eu]));
        check(only(&[Region::Eu]), only(&[Region::Na, Region::Eu]), only(&[Region::Eu, Region::Na]));
        check(OpenTo::Worldwide, only(&[Region::Eu]), OpenTo::Worldwide);
    }

    #[test]
    fn pay_is_the_widest_that_is_comparable() {
        let paying = |min: f64, max: f64, currency: Currency| {
            let (min, max) = (Some(min), Some(max));
            let pay = Pay { min, max, currency, period: Period::Year, basis: Basis::Base };
            Facts { pay: Some(Derived::new(pay, Field::Structured, "the feed's range")), ..Facts::default() }
        };
        let check = |openings: &[Facts], expected: (f64, f64), words: &str| {
            let pay = unite(openings.iter()).pay.unwrap();
            assert_eq!((pay.value.min.unwrap(), pay.value.max.unwrap()), expected);
            assert_eq!(pay.evidence.unwrap().text, words);
        };
        let (eur, usd) = (Currency::EUR, Currency::USD);
        let (low, high) = (paying(60e3, 80e3, eur), paying(70e3, 95e3, eur));
        check(&[low.clone(), high], (60e3, 95e3), "the widest of 2 openings' ranges");
        check(&[low.clone(), Facts::default(), low.clone()], (60e3, 80e3), "the feed's range");
        check(&[low.clone(), paying(90e3, 120e3, usd)], (60e3, 80e3), "the feed's range");
        check(&[low, paying(150e3, 200e3, eur)], (60e3, 80e3), "the feed's range");
        assert_eq!(unite([Facts::default()].iter()).pay, None);
    }
}
